"""Who is asking: the signed-in device of this request, and the policy `signed_in`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.orm import joinedload
from werkzeug.local import LocalProxy

from eventnet.codes import fingerprint
from eventnet.people.models import Device, Person
from eventnet.rows import Rows
from eventnet.web import faults
from eventnet.web.policies import declare

View = TypeVar("View", bound=Callable[..., Any])
doors = LoginManager()


class Visitor(UserMixin):
    """Flask-Login's user: a device, known by the secret in its cookie."""

    def __init__(self, device: Device, secret: str) -> None:
        self.device = device
        self.secret = secret

    def get_id(self) -> str:
        return self.secret


def init_app(app: Flask) -> None:
    doors.session_protection = None  # a phone changes its address all day
    doors.init_app(app, add_context_processor=False)
    app.context_processor(lambda: {"current_person": _person()})


@doors.user_loader  # type: ignore[untyped-decorator]
def load(secret: str) -> Visitor | None:
    alive = Rows(Device).where(Device.fingerprint == fingerprint(secret, "device"), Device.ended_at.is_(None))
    device = alive.options(joinedload(Device.person).lazyload(Person.links)).first()
    return Visitor(device, secret) if device else None


def _person() -> Person | None:
    if faults.knows_nobody():
        return None
    return current_user.device.person if current_user.is_authenticated else None


def _device() -> Device | None:
    return current_user.device if current_user.is_authenticated else None


current_person = cast(Person, LocalProxy(_person))
current_device = cast(Device, LocalProxy(_device))


def is_signed_in() -> bool:
    return bool(current_user.is_authenticated)


def the_person() -> Person:
    """The person who asks, as the row itself: a proxy must not be stored."""
    person = _person()
    if person is None:
        abort(401)
    return person


def enter(device: Device, secret: str) -> None:
    """Let this browser in as `device`; the session starts anew, only the language and what waits are kept."""
    kept = {key: session[key] for key in ("language", "then", "waiting_scan") if key in session}
    session.clear()
    session.update(kept)
    session["language"] = device.person.language
    login_user(Visitor(device, secret))


def leave() -> None:
    logout_user()
    session.clear()


def emptied(response: Response) -> Response:
    """The answer to signing out: the browser wipes what eventnet keeps in it, the worker included.

    Only if the page says that it asked about scans that are nowhere else. If its script failed, it did not: then they
    stay on the phone, unread by others, and go out when their person signs in again. Cookies are not "storage".
    """
    if request.form.get("phone") == "emptied":
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


def signed_in(view: View) -> View:
    """Anybody with a profile. Others are asked to sign in and come back to the page they wanted."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs) if is_signed_in() else turn_away()

    return declare(cast(View, guarded), "signed_in")


def by_device(view: View) -> View:
    """The same for what phones call all day: the view gets the fingerprint of their device, and finds the person in
    the query that it makes anyhow. It answers 401 when that device is signed out."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        secret = session.get("_user_id")
        if not isinstance(secret, str):
            abort(401)
        return view(*args, device=fingerprint(secret, "device"), **kwargs)

    return declare(cast(View, guarded), "signed_in")


def turn_away() -> Any:
    if request.path.startswith("/api/"):
        abort(401)
    if request.method in {"GET", "HEAD"}:
        session["then"] = [request.endpoint, request.view_args]
    return redirect(url_for("people.ask_sign_in"), 303)


def the_way_back(default: str) -> str:
    """The page that was wanted before signing in: a route and its values, never a typed address."""
    endpoint, values = session.pop("then", None) or (default, {})
    return url_for(endpoint, **values)
