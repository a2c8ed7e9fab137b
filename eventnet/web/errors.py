"""What went wrong, what was kept, what to do: no dead ends, no raw codes."""

import secrets
from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from eventnet.refusals import Refused
from eventnet.web import faults


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(IntegrityError, busy)  # somebody else was faster; the next try finds what they wrote
    app.register_error_handler(TimeoutError, busy)
    app.register_error_handler(500, broken)


def refused(no: Refused) -> Response:
    faults.undo()
    return answer(409, no.words, code=no.code)


def stale_form(_error: CSRFError) -> Response:
    return answer(400, _("This page was open for a long time. Go back, reload it and try again; nothing was changed."))


def http_error(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    response = answer(error.code or 500, words_for(error.code or 500))
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())  # RFC 9110, 15.5.6
    return response


def busy(error: Exception) -> Response:
    current_app.logger.warning(faults.in_a_line(error))
    faults.undo()
    faults.know_nobody()
    response = answer(503, words_for(503))
    response.headers["Retry-After"] = str(2 + secrets.randbelow(7))
    return response


def broken(_error: Any) -> Response:
    faults.undo()
    faults.know_nobody()
    return answer(500, words_for(500))


def answer(status: int, words: str, code: str = "") -> Response:
    if request.path.startswith("/api/"):
        return make_response(jsonify(error=code or f"http-{status}", message=words), status)
    return make_response(
        render_template("errors/error.html", status=status, title=title_for(status), words=words), status
    )


def title_for(status: int) -> str:
    if status == 404:
        return _("Nothing here")
    if status == 409:
        return _("That did not work")
    if status in {429, 503}:
        return _("One moment, please")
    return _("Something went wrong")


def words_for(status: int) -> str:
    words = {
        400: _("The request was not complete. Go back and try again."),
        401: _("Please sign in first."),
        403: _("That is not yours to do."),
        404: _("This page does not exist, or it is not meant for you. Check the link, or scan the code again."),
        405: _("This address does not take that. Go back and use the button on the page."),
        413: _("That is too large. Nothing was saved."),
        429: _("That was a lot at once. Wait a minute, then go on; nothing was lost."),
        503: _("Very many people are here at once. Nothing was lost; try again in a few seconds."),
    }
    return words.get(status) or _("We could not finish that. Nothing was half-saved; please try again.")
