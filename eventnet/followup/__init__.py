"""The followup room: ask for a meeting, answer with one tap, meet, say thank you."""

from flask import Flask

import eventnet.followup.afterwards.merging
import eventnet.followup.company.asking
import eventnet.followup.company.merging
import eventnet.followup.hinting.hearing
import eventnet.followup.hinting.merging
import eventnet.followup.introducing.merging
import eventnet.followup.introducing.parts
import eventnet.followup.lettering.due
import eventnet.followup.lettering.merging  # noqa: F401 - the same of short letters
from eventnet.config import Settings
from eventnet.followup import due, merging, reminding, views  # noqa: F401 - they register what this room hands over and does


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
