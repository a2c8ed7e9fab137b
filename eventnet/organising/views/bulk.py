"""Many at once: a page says how many and what happens, the next tap does it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.badges import render, runs
from eventnet.organising.badges.choosing import AT_ONCE, Choice
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.badges.printed import note_printed
from eventnet.organising.bulk import acting
from eventnet.organising.bulk.removed import Removed
from eventnet.organising.bulk.selection import Selection
from eventnet.organising.jobs import Job
from eventnet.organising.views import bp
from eventnet.organising.views.badges import pdf_file
from eventnet.organising.views.people import chosen_by, codes_in
from eventnet.people.access import the_person

ACTS = ("invite", "print", "remove")


@bp.route("/e/<slug>/people/chosen", methods=["GET", "POST"])
@member_of("owner", "staff")
def chosen(event: Event) -> ResponseReturnValue:
    """Asks for a yes; changes nothing. By its address alone it is about everybody."""
    selection, act = chosen_by(event, request.values, by_default_all=request.method == "GET"), request.values.get("do")
    if not selection.number:
        return nobody(event)
    return chosen_page(selection, act if act in ACTS else "invite")


@bp.post("/e/<slug>/people/chosen/removals")
@member_of("owner", "staff")
def remove_chosen(event: Event) -> ResponseReturnValue:
    selection = chosen_by(event, request.form)
    if not is_as_seen(selection):
        return changed_meanwhile(selection, "remove")
    number, job = selection.number, acting.remove(selection, the_person())
    db.session.commit()
    if job:
        return to_job(event, job)
    flash(ngettext("%(num)s person was removed.", "%(num)s people were removed.", number), "success")
    return redirect(url_for(".people", slug=event.slug, state="removed"), 303)


@bp.post("/e/<slug>/people/removed/returns")
@member_of("owner", "staff")
def bring_back(event: Event) -> ResponseReturnValue:
    form = request.form
    removed = Removed(event, form.get("q", "").strip()[:80], codes=None if form.get("all") else codes_in(form))
    number, job = len(removed.known), acting.bring_back(removed, the_person())
    db.session.commit()
    if job:
        return to_job(event, job)
    words = ngettext("%(num)s person is back.", "%(num)s people are back.", number)
    flash(words if number else _("Choose people first."), "success" if number else "warning")
    return redirect(url_for(".people", slug=event.slug, state="removed"), 303)


@bp.post("/e/<slug>/people/chosen/invitations")
@member_of("owner", "staff")
def invite_chosen(event: Event) -> ResponseReturnValue:
    selection = chosen_by(event, request.form)
    if not is_as_seen(selection):
        return changed_meanwhile(selection, "invite")
    done = acting.invite(selection, the_person(), bool(request.form.get("again")))
    db.session.commit()
    if isinstance(done, Job):
        return to_job(event, done)
    flash(ngettext("%(num)s letter is on its way.", "%(num)s letters are on their way.", done), "success")
    return redirect(url_for(".people", slug=event.slug), 303)


@bp.post("/e/<slug>/people/chosen/badges")
@member_of("owner", "staff")
def print_chosen(event: Event) -> ResponseReturnValue:
    """As the badges page draws them, at most as many as one file takes."""
    selection, design, by = chosen_by(event, request.form), BadgeDesign.of(event), the_person()
    whom = "fresh" if request.form.get("fresh") else "all"
    rows = Choice(event, whom, ordered_by=design.ordered_by, among=selection.ids).rows
    if not rows:
        return nobody(event)
    if len(rows) > runs.MANY:
        drawing = runs.begin(event, by, design, rows)
        db.session.commit()
        return redirect(url_for(".badge_files", slug=event.slug, code=drawing.code), 303)
    name, job = event.slug, render.sheets(design, event, render.badges_of(event, rows), 0)
    db.session.rollback()  # nobody waits for a lock while thousands are drawn
    drawn = render.pdf(job)
    note_printed(event, by, {row.id: row.badge for row in rows})
    db.session.commit()
    return pdf_file(drawn, f"badges-{name}.pdf")


def is_as_seen(selection: Selection) -> bool:
    """The same people as on the page with the number."""
    return selection.seen == request.form.get("seen")


def changed_meanwhile(selection: Selection, act: str) -> ResponseReturnValue:
    if not selection.number:
        return nobody(selection.event)
    flash(_("The list has changed in the meantime. This is what would happen now."), "warning")
    return chosen_page(selection, act), 409


def chosen_page(selection: Selection, act: str) -> str:
    return render_template(
        "organising/chosen.html",
        event=selection.event,
        selection=selection,
        facts=selection.facts,
        act=act,
        design=BadgeDesign.of(selection.event),
        most=AT_ONCE,
    )


def nobody(event: Event) -> ResponseReturnValue:
    flash(_("Choose people first."), "warning")
    return redirect(url_for(".people", slug=event.slug), 303)


def to_job(event: Event, job: Job) -> ResponseReturnValue:
    return redirect(url_for(".job", slug=event.slug, code=job.code), 303)
