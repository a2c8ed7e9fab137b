"""Many badges: drawn by the worker, a pile a step, while the page shows how far it is.

A pile is as many full sheets as hold about a thousand badges, so that no label is left over between two of them.
"""

from typing import Any

from flask_babel import format_number, ngettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventnet.db import db, reading
from eventnet.events.models import Attendee, Event
from eventnet.mail.worker import every_minute
from eventnet.organising import jobs
from eventnet.organising.badges import render
from eventnet.organising.badges.choosing import Choice
from eventnet.organising.badges.files import BadgeFile
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.badges.printed import note_printed
from eventnet.organising.jobs import Job, works
from eventnet.people.models import Person

KIND = "badges"
MANY = 300  # from here on nobody waits in front of a page
PILE = 1000
DESIGN = ("sheet", "own", "ordered_by", "colour", "back", "back_right", "back_down", "marks", "programme")


def begin(event: Event, by: Person, design: BadgeDesign, rows: list[Any], skip: int = 0) -> Job:
    """These badges, in this order, as `design` is now."""
    looks = {name: getattr(design, name) for name in DESIGN}
    job = jobs.start(event, by, KIND, {"ids": [row.id for row in rows], "design": looks, "skip": skip})
    job.total = len(rows)
    return job


@every_minute
def drop_old_files() -> None:
    BadgeFile.drop_old()


def told(job: Job) -> str:
    """How it ended."""
    return ngettext(
        "%(number)s badge is drawn.", "%(number)s badges are drawn.", job.done, number=format_number(job.done)
    )


@works(KIND, _l("Drawing badges"), told, "organising.badge_files", _l("To the files"))
def step(job: Job) -> bool:
    payload = job.payload
    ids, start, number = payload["ids"], int(job.said.get("next", 0)), int(job.said.get("files", 0)) + 1
    with reading():
        event = db.session.get_one(Event, job.event_id)
        design = BadgeDesign(event_id=event.id, **payload["design"])
        skip = payload["skip"] % design.measures.number if start == 0 else 0
        pile = ids[start : start + pile_of(design.measures.number) - skip]
        rows = _rows(event, design, pile)
        task = render.sheets(design, event, render.badges_of(event, rows), skip)
        db.session.rollback()
    pdf = render.pdf(task) if rows else b""
    if pdf:
        event, by = db.session.get_one(Event, job.event_id), job.by
        BadgeFile.keep(job.id, number, start + 1, start + len(rows), pdf)
        note_printed(event, by, {row.id: row.badge for row in rows})
    job.done += len(rows)
    job.said = job.said | {"next": start + len(pile), "files": number if pdf else number - 1}
    return start + len(pile) < len(ids)


def pile_of(on_sheet: int) -> int:
    """The most full sheets that hold no more than a thousand."""
    return max(PILE // on_sheet, 1) * on_sheet


def _rows(event: Event, design: BadgeDesign, ids: list[int]) -> list[Any]:
    """As they are by now: who left is left out, whose badge was renewed has the new one."""
    among = select(Attendee.id).where(Attendee.id.in_(ids))
    place = {id_: number for number, id_ in enumerate(ids)}
    return sorted(Choice(event, among=among).rows, key=lambda row: place[row.id])
