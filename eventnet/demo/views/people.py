"""Who is here, and signing in as any of them."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.demo import guide
from eventnet.demo.views import bp
from eventnet.people.access import enter
from eventnet.people.signin import start_device
from eventnet.web.policies import public


def signpost() -> dict[str, Any]:
    """A way to the demo from every page."""
    return {"demo_url": url_for("demo.index")} if request else {}


@bp.get("")
@public
def index() -> str:
    return render_template("demo/index.html", guides=guide.guides(), others=guide.others())


@bp.post("/devices")
@public
def create_device() -> ResponseReturnValue:
    """Sign in as anybody of this world, without digits."""
    person = guide.somebody(request.form.get("person", ""))
    entry = start_device(person, _("Demo browser"))
    enter(entry.device, entry.secret)
    db.session.commit()
    flash(_("You are %(name)s now.", name=person.name), "success")
    return redirect(url_for("events.home"), 303)
