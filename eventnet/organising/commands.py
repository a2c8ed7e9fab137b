"""What the command line does for organisers; cli.py commits."""

from pathlib import Path

from flask_babel import gettext as _

from eventnet.events.models import Event
from eventnet.organising import importing
from eventnet.organising.records import taking
from eventnet.organising.reporting import report
from eventnet.refusals import Refused
from eventnet.rows import Rows


def import_attendees(event_slug: str, path: str | Path) -> str:
    """Take over a list from a file; the report says what happened row by row."""
    event = Rows(Event).where(Event.slug == event_slug).first()
    if event is None:
        raise Refused("unknown-event", _("There is no event with the address %(slug)s.", slug=event_slug))
    if event.purged_at:
        raise Refused("event-closed", _("%(event)s is closed: nothing comes onto its list any more.", event=event.name))
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise Refused("no-file", _("The file cannot be read: %(why)s", why=error.strerror or path)) from None
    done, _record = taking.take(event, importing.read(data, Path(path).name), None, Path(path).name)
    return report(done)
