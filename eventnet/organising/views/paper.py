"""Tents for tables, cards that explain, and the poster as PDF."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.paper import sheets
from eventnet.organising.paper.forms import TentForm
from eventnet.organising.views import bp
from eventnet.organising.views.badges import file_of


@bp.get("/e/<slug>/paper")
@member_of("owner", "staff")
def paper(event: Event) -> str:
    return render_template("organising/paper.html", event=event, form=TentForm())


@bp.post("/e/<slug>/paper/tents")
@member_of("owner", "staff")
def print_tents(event: Event) -> ResponseReturnValue:
    form = TentForm()
    if not form.validate():
        return render_template("organising/paper.html", event=event, form=form), 422
    return _pdf(event, sheets.tents(event, form.lines), "tents")


@bp.get("/e/<slug>/paper/cards.pdf")
@member_of("owner", "staff")
def code_cards(event: Event) -> ResponseReturnValue:
    return _pdf(event, sheets.cards(event), "cards")


@bp.get("/e/<slug>/poster.pdf")
@member_of("owner", "staff", "helper")
def poster_pdf(event: Event) -> ResponseReturnValue:
    """For whoever hangs it up: helpers too."""
    return _pdf(event, sheets.poster(event, request.args.get("size", "")), "poster")


@bp.get("/e/<slug>/paper/preview.png")
@member_of("owner", "staff")
def paper_preview(event: Event) -> ResponseReturnValue:
    kind = request.args.get("kind", "")
    if kind not in sheets.KINDS:
        raise NotFound
    values = {"poster": sheets.poster, "tents": sheets.tents, "cards": sheets.cards}[kind](event)
    db.session.rollback()
    return file_of(sheets.preview(values), "image/png")


def _pdf(event: Event, values: sheets.Values, name: str) -> ResponseReturnValue:
    slug = event.slug
    db.session.rollback()  # nobody waits for a lock while it is drawn
    return file_of(sheets.pdf(values), "application/pdf", f"{name}-{slug}.pdf")
