"""No more letters from this one: from the letter, without an account."""

from flask import url_for
from flask.typing import ResponseReturnValue

from eventnet.followup.lettering.leaving import way_out
from eventnet.followup.views import bp
from eventnet.people.views import leaving
from eventnet.web.policies import public


@bp.get("/l/<token>")
@public
def no_more_letters(token: str) -> ResponseReturnValue:
    return leaving.asking_page("followup/lettering/leaving.html", way_out(token), token)


@bp.post("/l/<token>")
@public
def end_writing(token: str) -> ResponseReturnValue:
    return leaving.end(way_out(token), url_for(".no_more_letters", token=token))


@bp.post("/l/<token>/return")
@public
def allow_writing(token: str) -> ResponseReturnValue:
    return leaving.undo(way_out(token), url_for(".no_more_letters", token=token))
