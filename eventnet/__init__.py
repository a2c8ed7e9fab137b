"""eventnet: exchange cards by QR code on the day, meet in person afterwards."""

import os
from typing import TYPE_CHECKING

from eventnet.config import Settings

if TYPE_CHECKING:
    from flask import Flask

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> "Flask":
    """The table of contents: settings, database, then each room furnishes the app from the bottom up."""
    # imported here, so that a command that makes no app (`eventnet serve` starts two that do) is there at once
    from eventnet import (
        addresses,
        assets,
        care,
        db,
        demo,
        directory,
        events,
        exchange,
        followup,
        mail,
        organising,
        people,
        privacy,
        web,
    )

    settings = settings or Settings.read(os.environ)
    settings.check()
    app = web.App(__name__, template_folder=str(assets.TEMPLATES), static_folder=None)
    addresses.init_app(app, settings)
    db.init_app(app, settings.database)
    for room in (mail, web, people, events, exchange, directory, followup, care, organising, privacy, demo):
        room.init_app(app, settings)
    people.close_the_doors(app)
    return app
