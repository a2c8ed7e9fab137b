"""The privacy room, the top one: what becomes of everything, and when. It may look into all the others."""

from flask import Flask

from eventnet.config import Settings
from eventnet.privacy import views, worker  # noqa: F401 - the worker runs what is in worker


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
