"""Who is on the list, and inviting them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import ROLES, Attendee, Event
from eventnet.events.words import ROLE_WORDS
from eventnet.organising import guests, inviting
from eventnet.organising.bulk.removed import Removed
from eventnet.organising.bulk.selection import MOST_BY_CODE, Selection, of_all
from eventnet.organising.doubles.finding import Doubles
from eventnet.organising.jobs import Job
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused
from eventnet.web.paging import begins_after


@bp.get("/e/<slug>/people")
@member_of("owner", "staff")
def people(event: Event) -> str:
    state = request.args.get("state", "")
    if state in OTHER_LISTS:
        return OTHER_LISTS[state](event)
    found = asked_for(event, request.args)
    figures, roles = guests.counts(event), list(ROLE_WORDS.items())
    jobs, number = Job.open_at(event).limit(5).all(), of_all(found) if found.is_narrowed else figures.everybody
    return render_template(
        "organising/people.html", event=event, guests=found, counts=figures, roles=roles, jobs=jobs, number=number
    )


def removed_page(event: Event) -> str:
    said = request.args
    removed = Removed(event, said.get("q", "").strip()[:80], said.get("after", ""))
    return render_template("organising/people_removed.html", event=event, removed=removed, roles=ROLE_WORDS.items())


def doubles_page(event: Event) -> str:
    doubles = Doubles(event, begins_after())
    return render_template("organising/people_doubles.html", event=event, doubles=doubles, roles=ROLE_WORDS.items())


OTHER_LISTS = {"removed": removed_page, "doubles": doubles_page}


def chosen_by(event: Event, said: MultiDict[str, str], by_default_all: bool = False) -> Selection:
    """Those with these codes, or all that match, where that was ticked."""
    codes = codes_in(said)
    if said.get("all") or (by_default_all and not codes):
        return Selection(event, all_of=asked_for(event, said))
    return Selection(event, codes)


def codes_in(said: MultiDict[str, str]) -> frozenset[str]:
    return frozenset(said.getlist("code")[:MOST_BY_CODE])


def asked_for(event: Event, said: MultiDict[str, str]) -> guests.Guests:
    """Whom a search and its filters ask for; what is no filter filters nothing."""
    state, role = said.get("state", ""), said.get("role", "")
    return guests.Guests(
        event,
        said.get("q", "").strip()[:80],
        said.get("after", ""),
        state if state in guests.STATES else "",
        role if role in ROLES else "",
    )


@bp.post("/e/<slug>/people/invitations")
@member_of("owner", "staff")
def invite_all(event: Event) -> ResponseReturnValue:
    number = inviting.invite_all(event, the_person())
    db.session.commit()
    flash(ngettext("%(num)s letter is on its way.", "%(num)s letters are on their way.", number), "success")
    return redirect(url_for(".people", slug=event.slug), 303)


@bp.post("/e/<slug>/people/<code>/invitation")
@member_of("owner", "staff")
def invite(event: Event, code: str) -> ResponseReturnValue:
    attendee = Attendee.at(event).locked().get_or_404(code)
    try:
        inviting.invite(attendee, the_person())
    except Refused as no:
        flash(no.words, "warning")
    else:
        db.session.commit()
        flash(_("A letter to %(name)s is on its way.", name=attendee.person.name), "success")
    return redirect(url_for(".people", slug=event.slug, **asked_for(event, request.form).asked), 303)
