"""What the owner keeps in mind: notes, promises, favours, and being in touch elsewhere."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from eventnet.care.favours.models import Favour
from eventnet.care.history.moments import Pair, Told, Words, tells
from eventnet.exchange.models import Note, Promise
from eventnet.exchange.touching import Touch

BY_HAND = ("talked", "link")  # every other way has a row of its own


@tells("note")
def notes(pair: Pair) -> Told:
    mine = select(Note.text, Note.tags).where(pair.directed(Note.owner_id, Note.subject_id), Note.text != "")
    return Told(mine, Note.written_at, Note.id, Note.subject_id, _noted)


def _noted(row: Any, name: str) -> Words:
    return Words(_("You noted"), "\n".join(part for part in (row.text, ", ".join(row.tags)) if part))


@tells("promise")
def promises(pair: Pair) -> Told:
    mine = select(Promise.direction, Promise.text).where(pair.directed(Promise.owner_id, Promise.subject_id))
    return Told(mine, Promise.made_at, Promise.id, Promise.subject_id, _promised)


def _promised(row: Any, name: str) -> Words:
    title = _("You promised %(name)s", name=name) if row.direction == "mine" else _("%(name)s promised", name=name)
    return Words(title, row.text)


@tells("promise")
def kept_promises(pair: Pair) -> Told:
    mine = pair.directed(Promise.owner_id, Promise.subject_id)
    kept = select(Promise.direction, Promise.text).where(mine, Promise.kept_at.is_not(None))
    return Told(kept, Promise.kept_at, Promise.id, Promise.subject_id, _kept)


def _kept(row: Any, name: str) -> Words:
    title = _("You kept a promise") if row.direction == "mine" else _("%(name)s kept a promise", name=name)
    return Words(title, row.text)


@tells("favour")
def favours(pair: Pair) -> Told:
    mine = select(Favour.direction, Favour.text, Favour.thanked_at)
    mine = mine.where(pair.directed(Favour.owner_id, Favour.subject_id))
    return Told(mine, Favour.done_at, Favour.id, Favour.subject_id, _did)


def _did(row: Any, name: str) -> Words:
    is_given = row.direction == "given"
    title = _("You helped %(name)s", name=name) if is_given else _("%(name)s helped you", name=name)
    thanks = _("%(name)s said thank you", name=name) if is_given else _("You said thank you")
    return Words(title, f"{row.text}\n{thanks}" if row.thanked_at else row.text)


@tells("touch")
def touches(pair: Pair) -> Told:
    mine = select(Touch.how).where(pair.directed(Touch.owner_id, Touch.subject_id), Touch.how.in_(BY_HAND))
    return Told(mine, Touch.at, Touch.id, Touch.subject_id, _touched)


def _touched(row: Any, name: str) -> Words:
    return Words(_("You talked") if row.how == "talked" else _("You got in touch elsewhere"))
