"""What the reading of an attendee list yields."""

from dataclasses import dataclass, field

from msgspec import Struct


@dataclass(frozen=True, slots=True)
class Listed:
    """One person on the list. `row` counts as a spreadsheet program does, the labels being row 1.

    `external_id` names the ticket where it came from and is the same in every later export;
    None in plain lists, where the e-mail address has to serve. `tickets` are the codes by which their shop knows
    them, in clear only until the list is taken over: they open doors, so nothing prints them.
    """

    row: int
    external_id: str | None
    name: str
    email: str | None
    organisation: str | None
    tickets: tuple[str, ...] = field(default=(), repr=False)
    role: str | None = None  # None: the list says none that we know


class LeftOut(Struct, frozen=True):
    """A row that is not taken over, and why."""

    row: int
    name: str
    reason_code: str
    words: str


class Remark(Struct, frozen=True):
    """Something to look at before going on; `row` is None when it is about the whole file."""

    row: int | None
    code: str
    words: str


class Reading(Struct, frozen=True):
    """A whole list: every row that holds anything is in `people` or in `left_out`, never in both."""

    people: list[Listed]
    left_out: list[LeftOut]
    warnings: list[Remark]
    format: str
