"""The demo's mailbox: every letter, and each face of it."""

from flask import Response, abort, render_template, request

from eventnet.demo import mailbox as letters
from eventnet.demo.views import bp
from eventnet.web.framed import framed
from eventnet.web.policies import public


@bp.get("/mailbox")
@public
def mailbox() -> str:
    pile = letters.pile(request.args.get("reader"), request.args.get("before"))
    return render_template("demo/mailbox.html", pile=pile)


@bp.get("/mailbox/<code>")
@public
def letter(code: str) -> str:
    return render_template("demo/letter_page.html", letter=letters.letter(code))


@bp.get("/mailbox/<code>/text")
@public
def letter_text(code: str) -> str:
    return render_template("demo/letter_text.html", letter=letters.letter(code))


@bp.get("/mailbox/<code>/source")
@public
def letter_source(code: str) -> str:
    found = letters.letter(code)
    return render_template("demo/letter_source.html", letter=found, source=letters.source_of(found))


@bp.get("/mailbox/<code>/calendar")
@public
def letter_calendar(code: str) -> str:
    found = letters.letter(code)
    if not found.calendar:
        abort(404)
    return render_template("demo/letter_calendar.html", letter=found)


@bp.get("/mailbox/<code>/invite.ics")
@public
def invitation(code: str) -> Response:
    found = letters.letter(code)
    if not found.calendar:
        abort(404)
    response = Response(found.calendar, content_type=f"text/calendar; charset=utf-8; method={found.calendar_method}")
    response.headers["Content-Disposition"] = "attachment; filename=invite.ics"
    return response


@bp.get("/mailbox/<code>/page")
@public
def letter_frame(code: str) -> Response:
    """The letter alone, for the frame."""
    return framed(letters.page_of(letters.letter(code)))
