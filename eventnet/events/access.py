"""The policy `member_of`: the event comes from the address once, and only its organiser's members get past."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from werkzeug.exceptions import NotFound

from eventnet.events.models import Event
from eventnet.people.access import is_signed_in, the_person, turn_away
from eventnet.web.policies import declare

View = TypeVar("View", bound=Callable[..., Any])


def member_of(*roles: str) -> Callable[[View], View]:
    """The view gets `event` in place of `slug`. Strangers and unknown events are the same 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, slug: str, **kwargs: Any) -> Any:
            if not is_signed_in():
                return turn_away()
            event = _run_by_visitor(slug, roles)
            return view(*args, event=event, **kwargs)

        return declare(cast(View, guarded), "member_of:" + ",".join(roles))

    return decorate


def _run_by_visitor(slug: str, roles: tuple[str, ...]) -> Event:
    events = Event.run_by(the_person(), *roles).where(Event.slug == slug)
    event = events.first()
    if event is None:
        raise NotFound
    return event
