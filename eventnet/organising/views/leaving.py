"""The way out of an organiser's messages, from the mail itself or from its link."""

from flask import url_for
from flask.typing import ResponseReturnValue

from eventnet.organising.messages.leaving import way_out
from eventnet.organising.views import bp
from eventnet.people.views import leaving
from eventnet.web.policies import public
from eventnet.web.sessions import csrf


@bp.get("/u/<token>")
@public
def leave_messages(token: str) -> ResponseReturnValue:
    return leaving.asking_page("organising/leaving.html", way_out(token), token)


@bp.post("/u/<token>")
@public
def leave_by_post(token: str) -> ResponseReturnValue:
    is_one_click = leaving.is_one_click()
    return leaving.end(way_out(token), url_for(".leave_messages", token=token), is_one_click)


csrf.exempt(leave_by_post)


@bp.post("/u/<token>/return")
@public
def come_back_to_messages(token: str) -> ResponseReturnValue:
    return leaving.undo(way_out(token), url_for(".leave_messages", token=token))
