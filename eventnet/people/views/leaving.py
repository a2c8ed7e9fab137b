"""The pages behind the ways out that letters carry: a link asks first, a mail program's one click does it (RFC 8058).

Whoever holds a letter may end what it belongs to. Undoing is for the browser that has just ended it, or for the reader,
signed in: letters are quoted and forwarded, so their writer may hold the link, too.
"""

from typing import Any, Protocol

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.people.access import is_signed_in, the_person
from eventnet.people.models import Person
from eventnet.web import slips
from eventnet.web.sessions import csrf

NO_REFERRER = {"Referrer-Policy": "no-referrer"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


class WayOut(Protocol):
    """Out of what, and for whom; no row is needed, so the link works as long as the letter lies in a mailbox."""

    @property
    def name(self) -> str:
        """The same in each letter that leads to this way out."""

    @property
    def has_left(self) -> bool: ...

    def is_of(self, person: Person) -> bool:
        """Whether this is the reader, known to be it."""

    def leave(self) -> Any | None:
        """What this has changed, as JSON has it; None: it was so before."""

    def take_back(self, left: Any) -> None:
        """What `leave` has changed, unless the reader has said more since."""

    def come_back(self) -> None:
        """By the reader, whatever was before."""


def asking_page(template: str, way: WayOut | None, token: str) -> ResponseReturnValue:
    """Mail scanners open links, so this only shows a button."""
    page = render_template(template, way=way, token=token, may_return=way is not None and _may_return(way))
    return page, 200 if way else 404, NO_REFERRER


def end(way: WayOut | None, page: str, by_mail_program: bool = False) -> ResponseReturnValue:
    """A mail program looks at the status alone; a person sees the page, and may take it back there."""
    way = _known(way)
    left = way.leave()
    db.session.commit()
    if by_mail_program:
        return "", 200
    slips.keep(way.name, left)
    return redirect(page, 303)


def undo(way: WayOut | None, page: str) -> ResponseReturnValue:
    way = _known(way)
    left = slips.before(way.name)
    if not _may_return(way):
        raise NotFound
    if left is not None:
        way.take_back(left)
    if way.has_left and _is_readers(way):
        way.come_back()
    db.session.commit()
    return redirect(page, 303)


def is_one_click() -> bool:
    """For a view that is exempt from CSRF protection: only what a mail program sends may come without our token.

    It sends exactly this one field and holds no token of ours: the address itself is its permission.
    """
    is_it = request.form.to_dict() == ONE_CLICK
    if not is_it:
        csrf.protect()
    return is_it


def _may_return(way: WayOut) -> bool:
    return slips.before(way.name) is not None or _is_readers(way)


def _is_readers(way: WayOut) -> bool:
    return is_signed_in() and way.is_of(the_person())


def _known(way: WayOut | None) -> WayOut:
    if way is None:
        raise NotFound
    return way
