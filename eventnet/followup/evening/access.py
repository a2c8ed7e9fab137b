"""Whose evening it is: the person when signed in, or whoever holds the letter to them.

The secret of a letter leaves the address on first use and stays in the signed session of that browser. It opens what
stands in the letter, and the choice of three.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import after_this_request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from eventnet.clock import now
from eventnet.followup.evening.choosing import LINK_LIFE
from eventnet.followup.evening.models import Evening
from eventnet.people.access import is_signed_in, the_person, turn_away
from eventnet.web.policies import declare

View = TypeVar("View", bound=Callable[..., Any])
KEPT = "evening_links"
MOST_KEPT = 4


def find(secret: str) -> Evening | None:
    return Evening.behind(secret, now() - LINK_LIFE)


def keep(evening: Evening, secret: str) -> None:
    kept = {code: old for code, old in session.get(KEPT, {}).items() if code != evening.code}
    session[KEPT] = dict([*kept.items(), (evening.code, secret)][-MOST_KEPT:])


def own_evening(view: View) -> View:
    """The view gets `evening` in place of its code; the letter's person comes first. Else 404."""

    @wraps(view)
    def guarded(*args: Any, code: str, **kwargs: Any) -> ResponseReturnValue:
        after_this_request(_say_nothing)
        evening = _by_link(code) or _signed_in(code)
        if evening is None and not is_signed_in():
            return cast(ResponseReturnValue, turn_away())
        if evening is None:
            raise NotFound
        return cast(ResponseReturnValue, view(*args, evening=evening, **kwargs))

    return declare(cast(View, guarded), "answer_link")


def _by_link(code: str) -> Evening | None:
    secret = session.get(KEPT, {}).get(code)
    evening = find(secret) if secret else None
    return evening if evening and evening.code == code else None


def _signed_in(code: str) -> Evening | None:
    return Evening.of(the_person()).get(code) if is_signed_in() else None


def _say_nothing(response: Response) -> Response:
    """No page of this kind tells another one where the reader came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
