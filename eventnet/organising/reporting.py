"""What a list would change, row by row: for the page, and as text for the command line."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.events.words import ROLE_WORDS
from eventnet.organising.importing import LeftOut, Listed, Remark
from eventnet.organising.planning import Change, Difference, Plan

PAGE = 50


class Line(Struct, frozen=True):
    """One row of the file: who, with what, and what happens or why it does not."""

    row: int | None
    name: str
    email: str
    organisation: str
    words: str = ""


class Part(Struct, frozen=True):
    """New, changed, unchanged, left out, to look at."""

    name: str
    title: str
    lines: Sequence[Line]

    def page(self, after: int) -> Sequence[Line]:
        return self.lines[after : after + PAGE]

    def next_after(self, after: int) -> int | None:
        return after + PAGE if len(self.lines) > after + PAGE else None


def parts_of(plan: Plan) -> list[Part]:
    """The parts that hold anything, the weightiest first; at least one."""
    parts = [
        Part("new", _("New"), [_listed(each) for each in plan.new]),
        Part("changed", _("Changed"), [_changed(each) for each in plan.changed]),
        Part("warnings", _("To look at"), [_remark(each) for each in plan.warnings]),
        Part("removed", _("Removed here"), [_removed(each) for each in plan.removed]),
        Part("left-out", _("Left out"), [_left_out(each) for each in plan.left_out]),
        Part("unchanged", _("Unchanged"), [_listed(each) for each in plan.unchanged]),
    ]
    return [part for part in parts if part.lines] or parts[:1]


def report(plan: Plan) -> str:
    """The same as text: one line a row, a sum at the end."""
    return "\n".join([*_text_lines(plan), summary(plan)])


def summary(plan: Plan) -> str:
    return _(
        "%(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(left_out)s left out.",
        new=len(plan.new),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        left_out=len(plan.left_out),
    )


def _text_lines(plan: Plan) -> Iterator[str]:
    for part in parts_of(plan):
        if part.name != "unchanged":
            for line in part.lines:
                row = _("row %(row)s", row=line.row) if line.row else ""
                yield " · ".join(filter(None, (part.title, row, line.name, line.email, line.words)))


def _listed(listed: Listed) -> Line:
    return Line(listed.row, listed.name, listed.email or "", listed.organisation or "")


def _removed(listed: Listed) -> Line:
    words = _("Was removed here and stays so.")
    return Line(listed.row, listed.name, listed.email or "", listed.organisation or "", words)


def _changed(change: Change) -> Line:
    listed = change.listed
    words = [_difference(each) for each in change.differences]
    if not change.place.is_listed:
        words = [_("joined already, is now on the list too")]
    elif not change.place.is_waiting:
        words.append(_("has joined; what they say about themselves stays"))
    return Line(listed.row, listed.name, listed.email or "", listed.organisation or "", "; ".join(words))


def _difference(difference: Difference) -> str:
    if difference.column == "external_id":
        return _("ticket number added")
    if difference.column == "tickets":
        return _("ticket code changed") if difference.old else _("ticket code added")
    if difference.column == "role":
        return _("%(column)s: was %(old)s", column=_("role"), old=ROLE_WORDS[str(difference.old)])
    titles = {"name": _("name"), "email": _("e-mail"), "organisation": _("organisation")}
    return _(
        "%(column)s: was %(old)s",
        column=titles[difference.column],
        old=difference.old or _("empty"),
    )


def _left_out(left_out: LeftOut) -> Line:
    return Line(left_out.row, left_out.name, "", "", left_out.words)


def _remark(remark: Remark) -> Line:
    return Line(remark.row, "", "", "", remark.words)
