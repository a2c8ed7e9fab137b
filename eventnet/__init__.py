"""eventnet: exchange cards by QR code on the day, meet in person afterwards."""

import os

from flask import Flask

from eventnet import addresses, assets, db, demo, events, exchange, followup, mail, organising, people, web
from eventnet.config import Settings

__version__ = "0.1.0"

ROOMS = (mail, web, people, events, exchange, followup, organising, demo)


def create_app(settings: Settings | None = None) -> Flask:
    """The table of contents: settings, database, then each room furnishes the app from the bottom up."""
    settings = settings or Settings.read(os.environ)
    settings.check()
    app = Flask(__name__, template_folder=str(assets.TEMPLATES), static_folder=None)
    addresses.init_app(app, settings)
    db.init_app(app, settings.database)
    for room in ROOMS:
        room.init_app(app, settings)
    people.close_the_doors(app)
    return app
