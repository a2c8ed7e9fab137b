"""The directory room: who lets others at an event find them, and who could help whom."""

from flask import Flask

from eventnet.config import Settings
from eventnet.directory import indexing, listing, merging, views  # noqa: F401 - both register what follows others' changes


def init_app(app: Flask, settings: Settings) -> None:
    app.register_blueprint(views.bp)
    app.jinja_env.globals["listing_of"] = listing.Listing
