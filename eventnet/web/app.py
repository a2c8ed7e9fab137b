"""The app, as Flask lets it be overridden."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class App(Flask):
    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view here is async; Flask would look at each function that a request passes through."""
        return func
