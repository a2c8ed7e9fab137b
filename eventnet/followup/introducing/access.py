"""Who may answer an introduction: one of the two when signed in, or whoever holds the letter to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import after_this_request, session
from flask.typing import ResponseReturnValue
from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from eventnet.followup.introducing.asking import find
from eventnet.followup.introducing.models import Side
from eventnet.people.access import is_signed_in, the_person, turn_away
from eventnet.web.policies import declare

View = TypeVar("View", bound=Callable[..., Any])
KEPT = "introductions"
MOST_KEPT = 12


class Asked(Struct, frozen=True):
    """One of the two, as this browser may act for them."""

    side: Side
    by_link: bool

    @property
    def is_somebody_else(self) -> bool:
        """Signed in as one person, with a letter to another one."""
        return self.by_link and is_signed_in() and the_person().id != self.side.person_id


def keep(side: Side, secret: str) -> None:
    """The secret leaves the address and stays in the signed session of this browser."""
    kept = {code: old for code, old in session.get(KEPT, {}).items() if code != side.code}
    session[KEPT] = dict(list((kept | {side.code: secret}).items())[-MOST_KEPT:])


def introduced(view: View) -> View:
    """The view gets an `Asked` in place of the code. Else 404, or a way to sign in."""

    @wraps(view)
    def guarded(*args: Any, code: str, **kwargs: Any) -> ResponseReturnValue:
        after_this_request(_say_nothing)
        asked = _signed_in(code) or _by_link(code)
        if asked is None and not is_signed_in():
            return cast(ResponseReturnValue, turn_away())
        if asked is None:
            raise NotFound
        return cast(ResponseReturnValue, view(*args, asked=asked, **kwargs))

    return declare(cast(View, guarded), "answer_link")


def _by_link(code: str) -> Asked | None:
    secret = session.get(KEPT, {}).get(code)
    side = find(secret) if secret else None
    return Asked(side, by_link=True) if side and side.code == code else None


def _signed_in(code: str) -> Asked | None:
    side = Side.put_to(the_person()).get(code) if is_signed_in() else None
    return Asked(side, by_link=False) if side else None


def _say_nothing(response: Response) -> Response:
    """No page of this kind tells another one where the reader came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
