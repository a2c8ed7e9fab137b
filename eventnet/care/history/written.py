"""Short letters, and who brought whom together."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import case, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from eventnet.care.history.moments import Pair, Told, Words, tells
from eventnet.followup.introducing.models import Introduction
from eventnet.followup.lettering import PersonalLetter
from eventnet.people.models import Person

_sender, _recipient = PersonalLetter.sender_id, PersonalLetter.recipient_id


@tells("letter")
def letters(pair: Pair) -> Told:
    """Without those that were taken back; the recipient knows of one from the moment when it arrived."""
    is_mine, arrived_at = _sender == pair.owner_id, PersonalLetter.delivered_at
    waits = is_mine & PersonalLetter.closed_at.is_(None)
    found = select(
        PersonalLetter.code,
        PersonalLetter.opener,
        PersonalLetter.lines,
        PersonalLetter.link,
        PersonalLetter.file_name,
        PersonalLetter.zone,
        is_mine.label("is_mine"),
    ).where(pair.either(_sender, _recipient), or_(arrived_at.is_not(None), waits))
    at = case((is_mine, PersonalLetter.written_at), else_=arrived_at)
    return Told(found, at, PersonalLetter.id, pair.partner(_sender, _recipient), _wrote)


def _wrote(row: Any, name: str) -> Words:
    mine = {
        "thanks": _("You thanked %(name)s", name=name),
        "congratulation": _("You congratulated %(name)s", name=name),
        "advice": _("You asked %(name)s for advice", name=name),
    }
    theirs = {
        "thanks": _("%(name)s thanked you", name=name),
        "congratulation": _("%(name)s congratulated you", name=name),
        "advice": _("%(name)s asked you for advice", name=name),
    }
    wrote = _("You wrote to %(name)s", name=name) if row.is_mine else _("%(name)s wrote to you", name=name)
    title = (mine if row.is_mine else theirs).get(row.opener, wrote)
    text = "\n".join(part for part in (*row.lines, row.link, row.file_name) if part)
    return Words(title, text, ("followup.letter", row.code) if row.is_mine else None, row.zone)


@tells("introduction")
def introduced_first(pair: Pair) -> Told:
    return _brought_together(pair, Introduction.first_id, Introduction.second_id)


@tells("introduction")
def introduced_second(pair: Pair) -> Told:
    return _brought_together(pair, Introduction.second_id, Introduction.first_id)


def _brought_together(pair: Pair, one: InstrumentedAttribute[int], other: InstrumentedAttribute[int]) -> Told:
    """By the owner, one of the two being the subject. Before both have said yes, nobody learns anything."""
    third = aliased(Person)
    found = select(third.name, Introduction.words).join(third, third.id == other)
    found = found.where(pair.directed(Introduction.introducer_id, one), Introduction.came_about_at.is_not(None))
    return Told(found, Introduction.came_about_at, Introduction.id, one, _introduced)


def _introduced(row: Any, name: str) -> Words:
    return Words(_("You brought %(name)s and %(other)s together", name=name, other=row.name), row.words)


@tells("introduction")
def were_introduced(pair: Pair) -> Told:
    """The owner and the subject, by somebody else."""
    first, second, third = Introduction.first_id, Introduction.second_id, aliased(Person)
    found = select(third.name, Introduction.words).join(third, third.id == Introduction.introducer_id)
    found = found.where(pair.either(first, second), Introduction.came_about_at.is_not(None))
    return Told(found, Introduction.came_about_at, Introduction.id, pair.partner(first, second), _were_introduced)


def _were_introduced(row: Any, name: str) -> Words:
    return Words(_("%(other)s brought you and %(name)s together", name=name, other=row.name), row.words)
