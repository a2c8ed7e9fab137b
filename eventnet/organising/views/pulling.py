"""Pull from pretix: connect, pull, see how it went; and the address that pretix calls when something changes."""

import msgspec
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet import db as database
from eventnet.addresses import address_of
from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.pulling import sources
from eventnet.organising.pulling.addresses import read_server
from eventnet.organising.pulling.forms import PretixForm
from eventnet.organising.pulling.telling import Seen
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused
from eventnet.web.policies import public
from eventnet.web.sessions import csrf

MOST_BYTES = 64 * 1024  # of what pretix says when it calls


@bp.route("/e/<slug>/people/pretix", methods=["GET", "POST"])
@member_of("owner", "staff")
def pretix(event: Event) -> ResponseReturnValue:
    form = PretixForm.showing(Seen(event).source)
    if form.validate_on_submit() and _connect(event, form):
        db.session.commit()
        flash(_("Connected. The first pull runs."), "success")
        return redirect(url_for(".pretix", slug=event.slug), 303)
    return page_of(event, form), 422 if form.errors else 200


@bp.post("/e/<slug>/people/pretix/pull")
@member_of("owner", "staff")
def pull_from_pretix(event: Event) -> ResponseReturnValue:
    try:
        sources.pull_now(event, the_person())
    except Refused as no:
        flash(no.words, "warning")
    db.session.commit()
    return redirect(url_for(".pretix", slug=event.slug), 303)


@bp.post("/e/<slug>/people/pretix/removal")
@member_of("owner", "staff")
def disconnect_pretix(event: Event) -> ResponseReturnValue:
    sources.disconnect(event, the_person())
    db.session.commit()
    flash(_("Disconnected, and the token is gone. Everybody on the list stays."), "success")
    return redirect(url_for(".pretix", slug=event.slug), 303)


@bp.post("/e/<slug>/people/pretix/hook")
@member_of("owner", "staff")
def make_pretix_hook(event: Event) -> ResponseReturnValue:
    """The address is on the page that answers, and on none after it."""
    try:
        secret = sources.new_hook(event, the_person())
    except Refused as no:
        flash(no.words, "warning")
        return redirect(url_for(".pretix", slug=event.slug), 303)
    db.session.commit()
    form = PretixForm.showing(Seen(event).source)
    return page_of(event, form, address_of("organising.pretix_calls", secret=secret))


@bp.post("/hooks/pretix/<secret>")
@public
def pretix_calls(secret: str) -> ResponseReturnValue:
    """Something changed there. What it says is not believed and not kept: it only makes us ask sooner."""
    database.only_reads(True)
    source = sources.of_hook(secret)
    if source is None:
        raise NotFound
    event_id = source.event_id
    if _is_well_formed():
        database.begin_writing()
        sources.trigger(event_id)
        db.session.commit()
    return "", 204


csrf.exempt(pretix_calls)  # a program calls, without a session; the secret in the address is its proof


def page_of(event: Event, form: PretixForm, hook_address: str = "") -> str:
    seen = Seen(event, request.args.get("after", ""))
    return render_template("organising/pretix.html", event=event, form=form, seen=seen, hook_address=hook_address)


def _connect(event: Event, form: PretixForm) -> bool:
    """Connects and asks for the first pull. False with the words at the field."""
    try:
        server = read_server(str(form.server.data))
    except Refused as no:
        form.server.errors = [no.words]
        return False
    there = (str(form.organiser.data), str(form.event_there.data))
    try:
        source = sources.connect(event, the_person(), server, *there, form.token.data or "")
    except Refused as no:
        form.token.errors = [no.words]
        return False
    db.session.flush()
    sources.begin(source, the_person())
    return True


def _is_well_formed() -> bool:
    request.max_content_length = MOST_BYTES
    try:
        return isinstance(msgspec.json.decode(request.get_data()), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
