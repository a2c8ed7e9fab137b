"""The followup room."""

from flask import Flask

from eventnet.config import Settings
from eventnet.followup import models, views  # noqa: F401 - tables are known from the start


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
