"""The mail room: letters are rows first; the worker sends them."""

from flask import Flask

from eventnet.config import Settings
from eventnet.mail import backends, server


def init_app(app: Flask, settings: Settings) -> None:
    server.check_sender(settings.mail_from)
    app.extensions["mail"] = backends.backend_for(settings)
