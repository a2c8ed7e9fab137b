"""Who may act for a guest: the guest when signed in, or whoever holds a letter to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import after_this_request, session
from flask.typing import ResponseReturnValue
from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from eventnet.followup.company.links import find
from eventnet.followup.models import Guest
from eventnet.people.access import is_signed_in, the_person, turn_away
from eventnet.web.policies import declare

View = TypeVar("View", bound=Callable[..., Any])
KEPT = "guests"
MOST_KEPT = 12


class Visit(Struct, frozen=True):
    """A guest, as this browser may act for them."""

    guest: Guest
    by_link: bool

    @property
    def is_somebody_else(self) -> bool:
        """Signed in as one person, with a letter to another one."""
        return self.by_link and is_signed_in() and the_person().id != self.guest.person_id


def keep(guest: Guest, secret: str) -> None:
    """The secret leaves the address and stays in the signed session of this browser."""
    kept = {code: old for code, old in session.get(KEPT, {}).items() if code != guest.code}
    session[KEPT] = dict(list((kept | {guest.code: secret}).items())[-MOST_KEPT:])


def as_guest(view: View) -> View:
    """The view gets a `Visit` in place of the guest's code. Else 404, or a way to sign in."""

    @wraps(view)
    def guarded(*args: Any, code: str, **kwargs: Any) -> ResponseReturnValue:
        after_this_request(_say_nothing)
        visit = _signed_in(code) or _by_link(code)
        if visit is None and not is_signed_in():
            return cast(ResponseReturnValue, turn_away())
        if visit is None:
            raise NotFound
        return cast(ResponseReturnValue, view(*args, visit=visit, **kwargs))

    return declare(cast(View, guarded), "answer_link")


def _by_link(code: str) -> Visit | None:
    secret = session.get(KEPT, {}).get(code)
    guest = find(secret) if secret else None
    return Visit(guest, by_link=True) if guest and guest.code == code else None


def _signed_in(code: str) -> Visit | None:
    mine = Guest.asked_of(the_person()).where(Guest.brought_by_id.is_not(None)) if is_signed_in() else None
    guest = mine.get(code) if mine else None
    return Visit(guest, by_link=False) if guest else None


def _say_nothing(response: Response) -> Response:
    """No page of this kind tells another one where the reader came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
