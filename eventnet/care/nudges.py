"""One person to write to: what the owner last knew of them, and one small thing to do."""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.addresses import address_of, path_of
from eventnet.care.occasions import Occasion
from eventnet.care.rhythm.due import Kept
from eventnet.care.rhythm.last import Last
from eventnet.exchange.models import Contact, Note, Promise
from eventnet.people.models import Person
from eventnet.web.filters import day

KNEW, SAID = 160, 60  # characters of a note, and of what stands on a button
LAST_WORDS = {
    "met": _l("You met on %(day)s."),
    "meeting": _l("You had a meeting on %(day)s."),
    "talked": _l("You talked on %(day)s."),
    "link": _l("You wrote or called on %(day)s."),
    "letter": _l("There was a letter on %(day)s."),
    "thanks": _l("There was a thank-you on %(day)s."),
    "promise": _l("A promise was kept on %(day)s."),
    "introduced": _l("There was an introduction on %(day)s."),
    "favour": _l("There was a favour on %(day)s."),
}


class Nudge(Struct, frozen=True):
    """`knew` is from the owner's memory; `todo` is done on the page that `endpoint` and `values` name."""

    contact: Contact
    why: str
    knew: str
    todo: str
    endpoint: str
    values: dict[str, Any]
    can_wait: bool  # a rhythm can be put off, a birthday cannot

    @property
    def name(self) -> str:
        return self.contact.subject.name

    @property
    def path(self) -> str:
        return path_of(self.endpoint, **self.values)

    @property
    def address(self) -> str:
        return address_of(self.endpoint, **self.values)


class Memory(Struct, frozen=True):
    """What the owner has written down, by person: the same two questions for one and for many."""

    notes: dict[int, str]
    promises: dict[int, Promise]

    @classmethod
    def of(cls, owner: Person, subjects: Collection[int]) -> "Memory":
        if not subjects:
            return cls({}, {})
        notes = Note.of(owner).where(Note.subject_id.in_(subjects), Note.text != "")
        mine = Promise.of(owner).where(
            Promise.subject_id.in_(subjects), Promise.direction == "mine", Promise.kept_at.is_(None)
        )
        oldest_last = reversed(mine.all())
        return cls({each.subject_id: each.text for each in notes}, {each.subject_id: each for each in oldest_last})


def nudges(owner: Person, occasions: Sequence[Occasion], due: Sequence[Kept]) -> list[Nudge]:
    """A person stands there once; an occasion is the better reason."""
    found: dict[int, Occasion | Kept] = {}
    reasons: list[Occasion | Kept] = [*occasions, *due]
    for each in reasons:
        found.setdefault(each.contact.subject_id, each)
    memory = Memory.of(owner, found.keys())
    return [_nudge(each, memory) for each in found.values()]


def last_words(last: Last | None, contact: Contact) -> str:
    if last is None:
        return _("You got their card on %(day)s.", day=day(contact.given_at, contact.event.zone))
    return str(LAST_WORDS[last.how]) % {"day": day(last.at, contact.event.zone)}


def occasion_words(occasion: Occasion) -> str:
    if occasion.kind == "birthday":
        return _("Birthday on %(day)s", day=day(occasion.on))
    return _("Has a new job")


def _nudge(reason: Occasion | Kept, memory: Memory) -> Nudge:
    contact, subject_id = reason.contact, reason.contact.subject_id
    note, promise = memory.notes.get(subject_id, ""), memory.promises.get(subject_id)
    last = reason.last if isinstance(reason, Kept) else None
    why = last_words(last, contact) if isinstance(reason, Kept) else occasion_words(reason)
    knew = _latest(note) or _("You met at %(event)s.", event=contact.event.name)
    todo, endpoint, more = _todo(reason, promise, note)
    values = {"code": contact.code} | more
    return Nudge(contact, why, knew, todo, endpoint, values, can_wait=isinstance(reason, Kept))


def _todo(reason: Occasion | Kept, promise: Promise | None, note: str) -> tuple[str, str, dict[str, str]]:
    """The first that fits: an occasion, what was promised, what they look for, what was noted, one line."""
    if isinstance(reason, Occasion):
        return _("Congratulate in two lines"), "followup.new_letter", {"opener": "congratulation"}
    if promise:
        words = _("Keep your promise: %(text)s", text=_short(promise.text, SAID))
        return words, "followup.new_letter", {"opener": "promise", "promise": promise.code}
    needs = _needs(reason.contact)
    if needs:
        words = _("Do you know something or somebody for this? “%(need)s”", need=_short(needs[0], SAID))
        return words, "exchange.contact", {"_anchor": "reach"}
    if note:
        return _("Ask how it went"), "followup.new_letter", {"opener": "how_did_it_go"}
    return _("Write one line: how are you?"), "exchange.contact", {"_anchor": "reach"}


def _needs(contact: Contact) -> list[str]:
    """As far as they are on the card."""
    is_given = "needs" in contact.fields and "needs" in contact.subject.shared
    return contact.subject.needs if is_given else []


def _latest(note: str) -> str:
    """The last line that was written is the latest."""
    lines = [line.strip() for line in note.splitlines() if line.strip()]
    return _short(lines[-1], KNEW) if lines else ""


def _short(line: str, most: int) -> str:
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
