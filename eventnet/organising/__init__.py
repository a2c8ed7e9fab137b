"""The organising room: attendee lists, invitations."""

from flask import Flask

from eventnet.config import Settings
from eventnet.organising import messages, tidying, views  # noqa: F401 - the worker runs what is in tidying
from eventnet.organising.jobs import worker  # noqa: F401 - it works between letters
from eventnet.organising.pulling import work  # noqa: F401 - a kind of job
from eventnet.organising.records import work as importing_work  # noqa: F401 - kinds of jobs


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
