"""What the badges page shows before anything is printed: how many, and which letters the fonts lack."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from eventnet.events.models import Event
from eventnet.organising.badges import render
from eventnet.organising.badges.choosing import AT_ONCE, WHOM, Choice, organisation_of
from eventnet.organising.badges.files import BadgeFile
from eventnet.organising.badges.forms import BadgeForm
from eventnet.organising.badges.runs import KIND
from eventnet.organising.jobs import Job

MOST_NAMED = 12


def asked_for(form: BadgeForm, event: Event, asked: Mapping[str, str]) -> Choice:
    """The choice that the address of the page names, also put into the form."""
    form.whom.data = asked.get("whom", "") if asked.get("whom") in WHOM else "fresh"
    form.q.data = asked.get("q", "")[:80]
    form.skip.data = int(asked["skip"]) if asked.get("skip", "").isdecimal() and len(asked["skip"]) < 3 else 0
    return form.choice(event)


class Lacking(Struct, frozen=True):
    """Somebody whose badge has letters that no font here can draw."""

    name: str
    letters: str


class Seen(Struct, frozen=True, dict=True):
    event: Event
    choice: Choice

    @cached_property
    def number(self) -> int:
        return self.choice.number

    @cached_property
    def runs(self) -> list[Job]:
        """Piles that are being drawn, then those that can still be fetched."""
        return [*Job.open_at(self.event, KIND), *BadgeFile.jobs_of(self.event, KIND)]

    @property
    def at_once(self) -> int:
        return min(self.number, AT_ONCE)

    @cached_property
    def everybody(self) -> int:
        return Choice(self.event).number

    @cached_property
    def fresh(self) -> int:
        return Choice(self.event, "fresh").number

    @cached_property
    def lacking(self) -> list[Lacking]:
        texts = [(row.name, _text_of(row)) for row in self.choice.rows]
        missing = set(render.missing_glyphs([text for _name, text in texts])) if texts else set()
        return [Lacking(name, _letters(text, missing)) for name, text in texts if missing & set(text)]

    @property
    def named(self) -> list[Lacking]:
        return self.lacking[:MOST_NAMED]

    @property
    def more(self) -> int:
        return len(self.lacking) - len(self.named)


def _text_of(row: Any) -> str:
    return f"{row.name}{organisation_of(row)}"


def _letters(text: str, missing: set[str]) -> str:
    return " ".join(dict.fromkeys(letter for letter in text if letter in missing))
