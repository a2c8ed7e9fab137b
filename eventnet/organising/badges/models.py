"""BadgeDesign: how an event prints; BadgePrint: whose badge was printed, and with which code."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model, db
from eventnet.events.models import Attendee, Event
from eventnet.organising.badges.sheets import PAPERS, SHEETS, Sheet
from eventnet.rows import Rows

ORDERS = ("family", "name", "organisation", "listed")
COLOUR = "#f0715a"


class BadgeDesign(Model):
    """What the organisers chose last, so that the desk reprints the same badge on Saturday."""

    __tablename__ = "badge_design"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    sheet: Mapped[str] = mapped_column(default="card")
    own: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # measures of own sheets, in millimetres
    ordered_by: Mapped[str] = mapped_column(default="family")
    colour: Mapped[str] = mapped_column(default=COLOUR)
    back: Mapped[bool] = mapped_column(default=False)
    back_right: Mapped[float] = mapped_column(default=0)  # where the printer sets the back too far to the left
    back_down: Mapped[float] = mapped_column(default=0)
    marks: Mapped[bool] = mapped_column(default=False)
    programme: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()

    @classmethod
    def of(cls, event: Event) -> "BadgeDesign":
        """As saved, or one to begin with."""
        return Rows(cls).where(cls.event_id == event.id).first() or cls.first_of(event)

    @classmethod
    def first_of(cls, event: Event) -> "BadgeDesign":
        """Not in the session before somebody saves it."""
        return cls(
            event_id=event.id, sheet="card", own=dict(OWN), ordered_by="family", colour=COLOUR, back=False,
            back_right=0, back_down=0, marks=False, programme="",
        )  # fmt: skip

    @property
    def measures(self) -> Sheet:
        return own_sheet(self.own) if self.sheet == "own" else SHEETS[self.sheet]


OWN: dict[str, Any] = {
    "paper": "a4", "width": 90.0, "height": 55.0, "columns": 2, "rows": 5,
    "left": 15.0, "top": 11.0, "gap_x": 0.0, "gap_y": 0.0,
}  # fmt: skip


def own_sheet(measures: dict[str, Any]) -> Sheet:
    own = OWN | measures
    size, gap = (own["width"], own["height"]), (own["gap_x"], own["gap_y"])
    return Sheet(PAPERS[own["paper"]], size, own["columns"], own["rows"], own["left"], own["top"], gap, "label")


class BadgePrint(Model):
    """The badge of this attendee was printed; a badge that was renewed since counts as not printed."""

    __tablename__ = "badge_print"

    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True)
    badge: Mapped[str]
    printed_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def note(cls, badges: dict[int, str]) -> None:
        """These attendees' badges are on paper now. Whoever left in the meantime is left out."""
        here = {row.id: row.badge for row in _present(list(badges))}
        db.session.execute(delete(cls).where(cls.attendee_id.in_(here)))
        if here:
            at = now()
            rows = [{"attendee_id": each, "badge": badges[each], "printed_at": at} for each in here]
            db.session.execute(cls.__table__.insert(), rows)  # type: ignore[attr-defined]


def _present(ids: list[int]) -> list[Any]:
    return list(db.session.execute(db.select(Attendee.id, Attendee.badge).where(Attendee.id.in_(ids))))
