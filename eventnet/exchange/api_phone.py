"""What a phone fetches to work without a network, and the keys by which anybody verifies a card."""

import msgspec
from flask import Response, current_app, request

from eventnet.db import db, only_reads
from eventnet.events import signing
from eventnet.events.models import Event
from eventnet.exchange.contactpages import contact_page
from eventnet.exchange.here import attendances
from eventnet.exchange.phone import Kept, base64url
from eventnet.exchange.schemas import Keys, PublicKey
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person
from eventnet.web.etags import etag_of, for_everybody, unless_known
from eventnet.web.policies import public

AN_HOUR = 3600


@bp.get("/api/v1/me")
@signed_in
def me() -> Response:
    """Also the secrets of my own codes, which go to my own signed-in phones alone."""
    kept = Kept.of(the_person())
    if kept.lacks_keys:
        _make_keys()
        kept = Kept.of(the_person())
    etag = etag_of(msgspec.json.encode(kept.unsigned))
    return unless_known(etag, lambda: msgspec.json.encode(kept.signed()))


@bp.get("/api/v1/contacts")
@signed_in
def my_contacts() -> Response:
    """The newest first; `?after=` is the last code of the page before."""
    body = msgspec.json.encode(contact_page(the_person(), request.args.get("after", "")))
    return unless_known(etag_of(body), lambda: body)


@bp.get("/api/v1/events/<slug>/keys")
@public
def event_keys(slug: str) -> Response:
    """A JWK set (RFC 7517)."""
    keys = [(key, signing.coordinates(key)) for key in signing.published([Event.get_or_404(slug)])]
    body = msgspec.json.encode(
        Keys([PublicKey(str(key.number), base64url(x), base64url(y)) for key, (x, y) in keys]),
    )
    return for_everybody(unless_known(etag_of(body), lambda: body), AN_HOUR)


@bp.get("/api/v1/openapi.json")
@public
def openapi() -> Response:
    """What is described in `exchange/openapi.py`."""
    from eventnet.exchange.openapi import document

    body = document(current_app.config["SESSION_COOKIE_NAME"])
    return for_everybody(unless_known(etag_of(body), lambda: body), AN_HOUR)


def _make_keys() -> None:
    """Once for each event. A transaction of its own, as this one began as one that only reads."""
    db.session.rollback()
    only_reads(False)
    signing.make_missing([attendee.event for attendee in attendances(the_person())])
    db.session.commit()
