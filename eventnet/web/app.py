"""The app, as Flask lets it be overridden."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

Build = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """Writes and compiles what builds its addresses when it builds one: a tenth of the start, for all rules at once."""

    def _compile_builder(self, append_unknown: bool = True) -> Build:
        made: list[Build] = []
        compile_now = super()._compile_builder

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            if not made:
                made.append(compile_now(append_unknown))
            return made[0](rule, **values)

        return build


class App(Flask):
    url_rule_class = LateRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view here is async; Flask would look at each function that a request passes through."""
        return func
