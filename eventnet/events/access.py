"""Who gets in: members past `member_of`, newcomers with name and e-mail.

The event comes from the address once, and only its organiser's members get past.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar, cast

from flask import request, session
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.codes import new_secret
from eventnet.events import joining
from eventnet.events.forms import NewcomerForm
from eventnet.events.models import Event
from eventnet.people import signin
from eventnet.people.access import enter, is_signed_in, the_person, turn_away
from eventnet.people.models import Person
from eventnet.people.views.browsers import browser_label
from eventnet.refusals import Refused
from eventnet.web.filters import day
from eventnet.web.languages import language
from eventnet.web.policies import declare

View = TypeVar("View", bound=Callable[..., Any])


def member_of(*roles: str, also_closed: bool = False) -> Callable[[View], View]:
    """The view gets `event` in place of `slug`. Strangers and unknown events are the same 404.

    When the list of an event is deleted, its pages are closed: what is not `also_closed` says so.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, slug: str, **kwargs: Any) -> Any:
            if not is_signed_in():
                return turn_away()
            event = _run_by_visitor(slug, roles)
            if event.purged_at and not also_closed:
                raise Refused("event-closed", _closed_words(event))
            return view(*args, event=event, **kwargs)

        return declare(cast(View, guarded), "member_of:" + ",".join(roles))

    return decorate


def _closed_words(event: Event) -> str:
    deleted = day(event.purged_at, event.zone) if event.purged_at else ""
    return _("%(event)s is closed. Its list was deleted on %(day)s.", event=event.name, day=deleted)


def _run_by_visitor(slug: str, roles: tuple[str, ...]) -> Event:
    events = Event.run_by(the_person(), *roles).where(Event.slug == slug)
    event = events.first()
    if event is None:
        raise NotFound
    return event


def enter_as_new(event: Event, form: NewcomerForm) -> Person:
    """Let a newcomer in at once: a new person who has joined, this browser as their device, six digits on their way.

    The address is only a claim: even if it belongs to somebody here already, the newcomer is a new person, and nobody
    can tell the difference. Refused when the event is by invitation or the address has been typed too often.
    """
    person = joining.join_as_new(event, str(form.name.data), str(form.email.data), language())
    browser = session.get("browser") or new_secret()
    entry = signin.start_device(person, browser_label(request.user_agent.string))
    enter(entry.device, entry.secret)
    session["browser"] = browser
    with suppress(Refused):  # enough mails for this hour: being in does not wait for one more
        signin.ask(str(person.email), browser, person.language)
    return person
