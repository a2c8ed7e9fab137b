"""Badges for the printer: choose, look, test, print; one alone at the desk."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.badges import render, runs, seen
from eventnet.organising.badges.choosing import Choice
from eventnet.organising.badges.files import BadgeFile
from eventnet.organising.badges.forms import BadgeForm
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.badges.printed import note_printed
from eventnet.organising.jobs import Job
from eventnet.organising.views import bp
from eventnet.people.access import the_person


@bp.route("/e/<slug>/badges", methods=["GET", "POST"])
@member_of("owner", "staff")
def badges(event: Event) -> ResponseReturnValue:
    form = BadgeForm.showing(BadgeDesign.of(event))
    if form.validate_on_submit():
        db.session.merge(form.design(event))
        db.session.commit()
        chosen = {"whom": form.whom.data, "q": form.q.data or None, "skip": form.skip.data or None}
        return redirect(url_for(".badges", slug=event.slug, **chosen), 303)
    return page_of(event, form), 422 if form.errors else 200


@bp.get("/e/<slug>/badges/preview.png")
@member_of("owner", "staff")
def badge_preview(event: Event) -> ResponseReturnValue:
    """The first badge as it would be with what is typed; of nobody yet: the sample."""
    typed = request.args if "sheet" in request.args else None
    form = BadgeForm.showing(BadgeDesign.of(event), formdata=typed, meta={"csrf": False})
    if typed and not form.validate():
        return "", 422
    first = (form.choice(event) if typed else seen.asked_for(form, event, request.args)).rows[:1]
    shown = render.badges_of(event, first) or render.sample(event)
    page = 1 if request.args.get("side") == "back" else 0
    return file_of(render.preview(render.alone(form.design(event), event, shown), page), "image/png")


@bp.post("/e/<slug>/badges/sheets")
@member_of("owner", "staff")
def print_badges(event: Event) -> ResponseReturnValue:
    form = BadgeForm.showing(BadgeDesign.of(event))
    if not form.validate():
        return page_of(event, form), 422
    rows = form.choice(event).rows
    if not rows:
        flash(_("Nobody is left to print with this choice."), "warning")
        return redirect(url_for(".badges", slug=event.slug, whom=form.whom.data, q=form.q.data or None), 303)
    name, design = event.slug, form.design(event)
    if len(rows) > runs.MANY:
        return _draw_in_background(event, design, rows, form.skip.data)
    job = render.sheets(design, event, render.badges_of(event, rows), form.skip.data)
    db.session.rollback()  # nobody waits for a lock while thousands are drawn
    drawn = render.pdf(job)
    db.session.merge(design)
    note_printed(event, the_person(), {row.id: row.badge for row in rows})
    db.session.commit()
    return file_of(drawn, "application/pdf", f"badges-{name}.pdf")


@bp.post("/e/<slug>/badges/test")
@member_of("owner", "staff")
def print_test(event: Event) -> ResponseReturnValue:
    form = BadgeForm.showing(BadgeDesign.of(event))
    if not form.validate():
        return page_of(event, form), 422
    name, job = event.slug, render.test_sheet(form.design(event), event)
    db.session.rollback()
    return file_of(render.pdf(job), "application/pdf", f"badges-test-{name}.pdf")


@bp.post("/e/<slug>/people/<code>/badge")
@member_of("owner", "staff", "helper")
def print_badge(event: Event, code: str) -> ResponseReturnValue:
    """One, at the desk, as the others look."""
    rows = Choice(event, code=code).rows
    if not rows:
        raise NotFound
    job = render.alone(BadgeDesign.of(event), event, render.badges_of(event, rows))
    db.session.rollback()
    drawn = render.pdf(job)
    note_printed(event, the_person(), {row.id: row.badge for row in rows})
    db.session.commit()
    return file_of(drawn, "application/pdf", f"badge-{rows[0].handle.lower()}.pdf")


@bp.get("/e/<slug>/badges/files/<code>")
@member_of("owner", "staff")
def badge_files(event: Event, code: str) -> str:
    """How far they are; then each pile to fetch, for a day."""
    job = Job.at(event).where(Job.kind == runs.KIND).get_or_404(code)
    return render_template("organising/badge_files.html", event=event, job=job, files=BadgeFile.of(event, code).all())


@bp.get("/e/<slug>/badges/files/<code>/sheets.pdf")
@member_of("owner", "staff")
def badge_file(event: Event, code: str) -> ResponseReturnValue:
    number = request.args.get("number", 1, type=int)
    file = BadgeFile.of(event, code).where(BadgeFile.number == number).first()
    if file is None:
        raise NotFound
    return pdf_file(file.pdf, f"badges-{event.slug}-{file.first}-{file.last}.pdf")


def _draw_in_background(event: Event, design: BadgeDesign, rows: list[Any], skip: int) -> ResponseReturnValue:
    job = runs.begin(event, the_person(), design, rows, skip)
    db.session.merge(design)
    db.session.commit()
    return redirect(url_for(".badge_files", slug=event.slug, code=job.code), 303)


def page_of(event: Event, form: BadgeForm) -> str:
    choice = form.choice(event)
    if not form.is_submitted():
        choice = seen.asked_for(form, event, request.args)
    return render_template(
        "organising/badges.html",
        event=event,
        form=form,
        sheets=seen.Seen(event, choice),
        design=BadgeDesign.of(event),
        preview={"whom": choice.whom, "q": choice.query or None},
    )


def pdf_file(data: bytes, name: str) -> Response:
    return file_of(data, "application/pdf", name)


def file_of(data: bytes, kind: str, name: str = "") -> Response:
    answer = Response(data, content_type=kind)
    answer.headers["Cache-Control"] = "private, no-store"
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
