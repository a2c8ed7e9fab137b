"""Connecting an event to pretix, asking for a pull, and letting go of it."""

from flask_babel import gettext as _
from sqlalchemy import update

from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.events.models import Event
from eventnet.organising import jobs
from eventnet.organising.audit import note
from eventnet.organising.pulling.addresses import Server
from eventnet.organising.pulling.models import PretixSource
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.web.filters import clock

KIND = "pretix"
HOOK = "pretix hook"


def connect(event: Event, by: Person, server: Server, organiser: str, there: str, token: str) -> PretixSource:
    """Where to pull from. An empty token keeps the one that is there, for the same server alone."""
    source = PretixSource.of(event.id).locked().first()
    if not token and (source is None or source.server != str(server)):  # it is for nobody else's eyes
        raise Refused("no-token", _("Please paste the token."))
    if source is None:
        source = PretixSource(event_id=event.id, sealed=b"")
        db.session.add(source)
    if (source.server, source.organiser, source.event_there) != (str(server), organiser, there):
        source.since = ""  # another list, read from its beginning
    source.server, source.organiser, source.event_there = str(server), organiser, there
    source.person_id, source.connected_at = by.id, now()
    if token:
        source.token = token
    source.problem, source.misses, source.waits_until, source.underway = "", 0, None, {}
    note(event, by, "pretix_connected")
    return source


def disconnect(event: Event, by: Person) -> None:
    """The token is gone with it; who was pulled stays."""
    source = PretixSource.of(event.id).locked().first()
    if source:
        db.session.delete(source)
        note(event, by, "pretix_disconnected")


def pull_now(event: Event, by: Person) -> None:
    """By hand: also after a refusal that would stop the clock from asking again."""
    source = PretixSource.of(event.id).locked().first()
    if source is None:
        raise Refused("not-connected", _("Connect this event to pretix first."))
    if source.problem == "busy" and source.is_waiting and source.waits_until:
        at = clock(source.waits_until, event.zone)
        raise Refused("busy", _("pretix asked us to wait until %(time)s. eventnet goes on by itself then.", time=at))
    begin(source, by)


def begin(source: PretixSource, by: Person | None) -> bool:
    """False when one is running: what came in between is asked for when that one is over."""
    if jobs.Job.open_at(source.event, KIND).any():
        source.wanted_at = now()
        return False
    last = jobs.Job.at(source.event).where(jobs.Job.kind == KIND).first()
    if last and last.failed_at:  # what it stumbled over may be where it would go on
        source.underway = {}
    source.wanted_at, source.asked_at, source.waits_until = None, now(), None
    jobs.start(source.event, by, KIND, {})
    return True


def new_hook(event: Event, by: Person) -> str:
    """The secret of an address that pretix calls when something changes. Kept as a fingerprint, so said once."""
    source = PretixSource.of(event.id).locked().first()
    if source is None:
        raise Refused("not-connected", _("Connect this event to pretix first."))
    secret = new_secret()
    source.hook = fingerprint(secret, HOOK)
    note(event, by, "pretix_hook")
    return secret


def of_hook(secret: str) -> PretixSource | None:
    return Rows(PretixSource).where(PretixSource.hook == fingerprint(secret, HOOK)).first()


def trigger(event_id: int) -> None:
    """However often it is called before the next pull begins, that is one pull."""
    waiting = update(PretixSource).where(PretixSource.event_id == event_id, PretixSource.wanted_at.is_(None))
    db.session.execute(waiting.values(wanted_at=now()).execution_options(synchronize_session=False))
