"""The mail room: letters are rows first; the worker sends them. What comes back is read where an address is set."""

from flask import Flask

from eventnet.config import Misconfigured, Settings
from eventnet.mail import backends, server
from eventnet.mail.arriving import addresses, imap
from eventnet.mail.arriving.worker import Rhythm


def init_app(app: Flask, settings: Settings) -> None:
    server.check_sender(settings.mail_from)
    addresses.check_pattern(settings)
    app.extensions["mail"] = backends.backend_for(settings)
    inbox = imap.inbox_of(settings)
    if inbox and not settings.bounce_address:
        raise Misconfigured("EVENTNET_IMAP_URL is read for EVENTNET_BOUNCE_ADDRESS: set both.")
    app.extensions["inbox"] = Rhythm(inbox) if inbox else None
