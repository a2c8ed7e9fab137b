"""The day in numbers, what came of it, and both on paper. All of it reads, and nothing waits for a lock."""

import msgspec
from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.numbers import files, report, showing
from eventnet.organising.numbers.keeping import afters, todays
from eventnet.organising.numbers.showing import Table
from eventnet.organising.views import bp
from eventnet.web.etags import etag_of, unless_known
from eventnet.web.languages import LANGUAGES, language


@bp.get("/e/<slug>/today")
@member_of("owner", "staff")
def today(event: Event) -> ResponseReturnValue:
    now_there = _now(event)
    return render_template("organising/today.html", event=event, now_there=now_there, etag=etag_of(now_there.encode()))


@bp.get("/e/<slug>/today/now")
@member_of("owner", "staff")
def today_now(event: Event) -> ResponseReturnValue:
    """What changes on the page; 304 while nothing has."""
    now_there = _now(event)
    return unless_known(etag_of(now_there.encode()), lambda: msgspec.json.encode({"html": str(now_there)}))


@bp.get("/e/<slug>/today.csv")
@member_of("owner", "staff")
def today_csv(event: Event) -> ResponseReturnValue:
    return _csv(event, showing.of_today(event, todays(event)))


@bp.get("/e/<slug>/after")
@member_of("owner", "staff")
def after(event: Event) -> ResponseReturnValue:
    found = afters(event)
    tables = {name: table(found) for name, table in showing.AFTER_TABLES.items()}
    words = {"headline": report.headline_words(found), "held": report.held_words(found)}
    words["matched"] = report.matched_words(found)
    return render_template(
        "organising/after.html", event=event, after=found, tables=tables, words=words, languages=LANGUAGES
    )


@bp.get("/e/<slug>/after.csv")
@member_of("owner", "staff")
def after_csv(event: Event) -> ResponseReturnValue:
    table = showing.AFTER_TABLES.get(request.args.get("of", "requests"))
    if table is None:
        raise NotFound
    return _csv(event, table(afters(event)))


@bp.get("/e/<slug>/report.pdf")
@member_of("owner", "staff")
def report_pdf(event: Event) -> ResponseReturnValue:
    """In the language that is asked for, whatever the reader's own."""
    asked = request.args.get("language", language())
    if asked not in LANGUAGES:
        raise NotFound
    name = f"{event.slug}-report-{asked}.pdf"
    values = report.values(event, todays(event), afters(event), asked)
    db.session.rollback()  # no transaction stays open while it is drawn
    return _file(report.pdf(values), "application/pdf", name)


def _now(event: Event) -> Markup:
    found = todays(event)
    table = showing.of_today(event, found)
    csv = url_for(".today_csv", slug=event.slug)
    drawn = render_template("organising/today_now.html", event=event, today=found, table=table, csv=csv)
    return Markup(drawn)  # noqa: S704 - a template of ours, which escapes


def _csv(event: Event, table: Table) -> Response:
    return _file(files.as_csv(table), "text/csv; charset=utf-8", f"{event.slug}-{table.name}.csv")


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
