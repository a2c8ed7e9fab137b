"""Who may act on a request: its two people when signed in, or whoever holds the letter to one of them.

The secret of a letter leaves the address on first use and stays in the signed session of that browser.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import after_this_request, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from eventnet.followup import links
from eventnet.followup.models import AnswerLink, Guest, Meeting, MeetingRequest
from eventnet.people.access import is_signed_in, the_person, turn_away
from eventnet.people.card import Card, card_of
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.web.policies import declare

View = TypeVar("View", bound=Callable[..., Any])
KEPT = "answer_links"
MOST_KEPT = 12


class Party(Struct, frozen=True):
    """One of the two, as this browser may act for them."""

    request: MeetingRequest
    person: Person
    by_link: bool

    @property
    def is_sender(self) -> bool:
        return self.person.id == self.request.sender_id

    @property
    def role(self) -> str:
        """Stands in each form, so that a browser that could act for both acts for the one on the page."""
        return "sender" if self.is_sender else "recipient"

    @property
    def other(self) -> Person:
        return self.request.other(self.person)

    @property
    def card(self) -> Card:
        """The other one, as anybody may see them."""
        return card_of(self.other)

    @property
    def is_somebody_else(self) -> bool:
        """Signed in as one person, with a letter to another one."""
        return self.by_link and is_signed_in() and the_person().id != self.person.id


def keep(link: AnswerLink, secret: str) -> None:
    kept = {code: old for code, old in session.get(KEPT, {}).items() if code != link.request.code}
    kept[link.request.code] = secret
    session[KEPT] = dict(list(kept.items())[-MOST_KEPT:])


def answering(view: View) -> View:
    """The view gets a `Party` in place of the request's code; the letter's person comes first. Else 404."""

    @wraps(view)
    def guarded(*args: Any, code: str, **kwargs: Any) -> ResponseReturnValue:
        after_this_request(_say_nothing)
        parties = [party for party in (_by_link(code), _signed_in(code)) if party]
        return cast(ResponseReturnValue, view(*args, party=_chosen(parties), **kwargs))

    return declare(cast(View, guarded), "answer_link")


def at_meeting(view: View) -> View:
    """The view gets `meeting` and a `Party` in place of the meeting's code; who is signed in comes first."""

    @wraps(view)
    def guarded(*args: Any, code: str, **kwargs: Any) -> ResponseReturnValue:
        after_this_request(_say_nothing)
        meeting = Rows(Meeting).get(code)
        parties = parties_of(meeting.request.code) if meeting else []
        if not parties and not is_signed_in():
            return cast(ResponseReturnValue, turn_away())
        guest = meeting.guest(the_person()) if meeting and not parties else None
        if guest and guest.asked_at and request.method == "GET":
            return redirect(url_for("followup.guest", code=guest.code), 303)
        return cast(ResponseReturnValue, view(*args, meeting=meeting, party=_chosen(parties), **kwargs))

    return declare(cast(View, guarded), "answer_link")


def about_guest(view: View) -> View:
    """The view gets the guest and a `Party` in place of the guest's code: one of the two who agreed on the meeting."""

    @wraps(view)
    def guarded(*args: Any, code: str, **kwargs: Any) -> ResponseReturnValue:
        after_this_request(_say_nothing)
        guest = Rows(Guest).where(Guest.brought_by_id.is_not(None)).get(code)
        parties = parties_of(guest.meeting.request.code) if guest else []
        if not parties and not is_signed_in():
            return cast(ResponseReturnValue, turn_away())
        return cast(ResponseReturnValue, view(*args, guest=guest, party=_chosen(parties), **kwargs))

    return declare(cast(View, guarded), "answer_link")


def parties_of(code: str) -> list[Party]:
    """Whom of the two of a request this browser may act for; who is signed in comes first."""
    return [party for party in (_signed_in(code), _by_link(code)) if party]


def _chosen(parties: list[Party]) -> Party:
    wanted = request.form.get("as") if request.method == "POST" else None
    for party in parties:
        if wanted is None or party.role == wanted:
            return party
    raise NotFound


def _by_link(code: str) -> Party | None:
    secret = session.get(KEPT, {}).get(code)
    link = links.find(secret) if secret else None
    return Party(link.request, link.person, by_link=True) if link and link.request.code == code else None


def _signed_in(code: str) -> Party | None:
    found = MeetingRequest.seen_by(the_person()).get(code) if is_signed_in() and code else None
    return Party(found, the_person(), by_link=False) if found else None


def _say_nothing(response: Response) -> Response:
    """No page of this kind tells another one where the reader came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
