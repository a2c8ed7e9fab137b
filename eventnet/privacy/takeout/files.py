"""The files of a takeout: what each is called, what it is in words, and how its bytes are made."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from eventnet.organising.audit.models import AuditAct
from eventnet.people.models import Person
from eventnet.privacy.takeout import contacts
from eventnet.privacy.takeout.holdings import ACCOUNT, CARDS, EVENTS, LETTERS, MEETINGS, MEMORY, Holding
from eventnet.privacy.takeout.rows import plain, rows_of

PROFILE = (
    *("name", "email", "email_confirmed_at", "pronouns", "headline", "organisation", "about", "phone", "languages"),
    *("offers", "needs", "birthday", "job_since", "shared", "card_life_days", "requests_a_week", "language", "zone"),
    "created_at",
)


class File(NamedTuple):
    name: str
    words: LazyString
    chunks: Callable[[Person], Iterable[bytes]]


def files_of(person: Person) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Name and bytes of each, the last one saying what the others are."""
    for file in FILES:
        yield file.name, file.chunks(person)
    yield "README.txt", [_readme(person).encode()]


def as_json(parts: Iterable[tuple[str, Iterable[dict[str, Any]]]]) -> Iterator[bytes]:
    """One object of lists, a row a line, written as it is read."""
    yield b"{"
    for number, (name, rows) in enumerate(parts):
        yield f"{',' if number else ''}\n{json.dumps(name)}: [".encode()
        for place, row in enumerate(rows):
            yield f"{',' if place else ''}\n  {json.dumps(row, ensure_ascii=False)}".encode()
        yield b"\n]"
    yield b"\n}\n"


def _held(*holdings: Holding) -> Callable[[Person], Iterable[bytes]]:
    def chunks(person: Person) -> Iterable[bytes]:
        return as_json((holding.name, rows_of(holding, person.id)) for holding in holdings)

    return chunks


def _profile(person: Person) -> Iterator[bytes]:
    profile = {name: plain(getattr(person, name)) for name in PROFILE}
    account = ((holding.name, rows_of(holding, person.id)) for holding in ACCOUNT)
    yield from as_json([("profile", [profile]), *account, ("what_organisers_did", _acts(person))])


def _acts(person: Person) -> Iterator[dict[str, str]]:
    for act in AuditAct.about(person):
        yield {"done_at": act.done_at.isoformat(), "event": act.event.name, "what": act.for_person}


def _listed(name: str, rows: Callable[[Person], Iterable[dict[str, Any]]]) -> Callable[[Person], Iterable[bytes]]:
    return lambda person: as_json([(name, rows(person))])


def _photo(person: Person) -> Iterator[bytes]:
    if person.photo:
        yield person.photo.jpeg


def _calendar(person: Person) -> Iterator[bytes]:
    from eventnet.followup.calendar import feed_of  # the library is large

    yield feed_of(contacts.meetings_of(person), person).encode()


def _readme(person: Person) -> str:
    lines = [f"{file.name}\n  {file.words}" for file in FILES]
    head = _("Everything that eventnet holds of %(name)s, as files that other programs read.", name=person.name)
    foot = _("Times are in UTC (ISO 8601). JSON is UTF-8: one list a topic, one row a line.")
    return "\n\n".join([head, *lines, foot]) + "\n"


FILES = (
    File(
        "account.json", _l("Your profile, links, devices, settings, and what organisers did with your data."), _profile
    ),
    File("photo.jpg", _l("Your photo, if you have one."), _photo),
    File("contacts.vcf", _l("The cards that you hold, for any address book (vCard 3.0)."), contacts.as_vcards),
    File(
        "contacts.json",
        _l("The same cards with when, where and until when they were given."),
        _listed("contacts", contacts.as_lines),
    ),
    File(
        "cards.json",
        _l("Who holds your card and under which words, who asked for it, and what you scanned."),
        _held(*CARDS),
    ),
    File("memory.json", _l("Your notes, promises and favours, and when you were in touch."), _held(*MEMORY)),
    File(
        "history.json",
        _l("Everything between you and each person, the latest first, in words."),
        _listed("history", contacts.history),
    ),
    File("meetings.json", _l("Meeting requests, answers, meetings, thanks and short letters."), _held(*MEETINGS)),
    File("meetings.ics", _l("Your meetings, for any calendar (iCalendar)."), _calendar),
    File("events.json", _l("Your events, what was on their lists about you, and what you answered."), _held(*EVENTS)),
    File(
        "letters.json", _l("Which letters eventnet sent to you and for you. Their words are not kept."), _held(*LETTERS)
    ),
)
