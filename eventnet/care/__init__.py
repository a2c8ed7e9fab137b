"""The care room: staying in touch, and what one did for the other. All of it is the memory of one person alone."""

from flask import Flask

from eventnet.care import parts, staying, views
from eventnet.care.rhythm import merging
from eventnet.care.weekly import worker
from eventnet.config import Settings

__all__ = ["init_app", "merging", "parts", "worker"]


def init_app(app: Flask, settings: Settings) -> None:
    app.jinja_env.globals["staying_of"] = staying.staying
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
