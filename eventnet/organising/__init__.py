"""The organising room."""

from flask import Flask

from eventnet.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Nothing to hang up yet."""
