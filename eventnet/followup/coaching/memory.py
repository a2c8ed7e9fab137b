"""What only the server remembers: who was sent the same, how often one asked, and how long ago the two met."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import promising
from eventnet.exchange.models import Contact, Encounter
from eventnet.followup.coaching.reading import Hint, words_of
from eventnet.followup.models import MeetingRequest
from eventnet.followup.pacing import Outlook
from eventnet.people.models import Person
from eventnet.web.filters import day

AN_HOUR = timedelta(hours=1)
LATELY = timedelta(days=30)
ALIKE, LONG_ENOUGH = 0.8, 6  # share of words in common, from so many words on
ASKED_ENOUGH = 2  # times before this one

Gift = Callable[[Person, int], datetime | None]
_gifts: list[Gift] = []


def gives(source: Gift) -> Gift:
    """Decorator: `source(sender, person_id)` says when the one last gave the other something."""
    _gifts.append(source)
    return source


def remembered(sender: Person, contact: Contact, ask: str, offer: str, outlook: Outlook) -> list[Hint]:
    """Those that are so, and no others: no script can tell."""
    name, sent = contact.subject.name, _sent_by(sender)
    to_them = [one for one in sent if one.recipient_id == contact.subject_id]
    found = {
        "copied": _is_copied(ask, [one for one in sent if one.recipient_id != contact.subject_id])
        and copied_words(name),
        "only-asks": _only_asks_words(sender, contact, to_them, offer),
        "owed": owed_words(sender, contact),
        "too-soon": has_just_met(sender, contact) and too_soon_words(),
        "pace": outlook.waits
        and _(
            "%(name)s takes a few requests a week; this one arrives on %(day)s. It is read with more time then.",
            name=name,
            day=day(outlook.due_at, contact.event.zone),
        ),
    }
    return [Hint(key, str(text), is_open=True) for key, text in found.items() if text]


def _sent_by(sender: Person) -> list[MeetingRequest]:
    return MeetingRequest.sent_by(sender).limit(50).all()


def _is_copied(ask: str, others: list[MeetingRequest]) -> bool:
    return is_alike(ask, [one.ask for one in others if one.sent_at > now() - LATELY])


def is_alike(text: str, others: Iterable[str]) -> bool:
    """One of the others says nearly the same."""
    mine = set(words_of(text))
    said = [set(words_of(other)) for other in others] if len(mine) >= LONG_ENOUGH else []
    return any(len(mine & other) >= ALIKE * len(mine | other) for other in said)


def copied_words(name: str) -> str:
    return _("You have sent this to somebody else. People notice; write what is only for %(name)s.", name=name)


def too_soon_words() -> str:
    return _("You met less than an hour ago. A letter tonight or tomorrow is read with more rest.")


def owed_words(sender: Person, contact: Contact) -> str:
    """What I promised stands before anything I ask."""
    promise = promising.mine_open(sender, contact.subject).first()
    if promise is None:
        return ""
    return _("You promised %(name)s: “%(promise)s”. Keep that first.", name=contact.subject.name, promise=promise.text)


def _only_asks_words(sender: Person, contact: Contact, to_them: list[MeetingRequest], offer: str) -> str:
    """Whoever asks for the third time should have given something."""
    if len(to_them) < ASKED_ENOUGH or len(words_of(offer)) >= 2:
        return ""
    gave_at = max((at for source in _gifts if (at := source(sender, contact.subject_id))), default=None)
    asked = [one for one in to_them if gave_at is None or one.sent_at > gave_at]
    if len(asked) < ASKED_ENOUGH or any(one.offer for one in asked):
        return ""
    if gave_at:
        return _(
            "You have asked %(name)s again and again since you last gave. What could you give this time?",
            name=contact.subject.name,
        )
    return _(
        "You have asked %(name)s before and offered nothing yet. What could you give this time?",
        name=contact.subject.name,
    )


def has_just_met(sender: Person, contact: Contact) -> bool:
    first, second = sorted((sender.id, contact.subject_id))
    met = select(func.max(Encounter.met_at)).where(Encounter.first_id == first, Encounter.second_id == second)
    latest = db.session.scalar(met)
    return latest is not None and latest > now() - AN_HOUR
