"""The events room: who runs events, the event itself, and who takes part."""

from flask import Flask

from eventnet.config import Settings
from eventnet.events import merging, nexttime, removing, revoking, views  # noqa: F401 - all but views register something


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
