"""The exchange room: codes and scans, who holds whose card, and what one remembers of the other."""

from flask import Flask

from eventnet.config import Settings
from eventnet.exchange import merging, touching, views  # noqa: F401 - both register what this room hands over


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
