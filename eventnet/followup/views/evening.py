"""Which three again: from the letter without an account, or signed in. A GET only shows: mail scanners open links."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.followup.evening import access, choosing
from eventnet.followup.evening.access import own_evening
from eventnet.followup.evening.met import ON_PAGE, question
from eventnet.followup.evening.models import Evening
from eventnet.followup.views import bp
from eventnet.people.access import is_signed_in, the_person
from eventnet.refusals import Refused
from eventnet.web.policies import public


@bp.get("/evenings/<string(length=43):token>")
@public
def open_evening(token: str) -> ResponseReturnValue:
    """The secret leaves the address: nothing on the page can carry it any further."""
    evening = access.find(token)
    if evening is None:
        raise NotFound
    access.keep(evening, token)
    response = redirect(url_for(".evening", code=evening.code), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.get("/evenings/<string(length=16):code>")
@own_evening
def evening(evening: Evening) -> ResponseReturnValue:
    return evening_page(evening)


@bp.post("/evenings/<string(length=16):code>/choice")
@own_evening
def create_choice(evening: Evening) -> ResponseReturnValue:
    codes = [] if request.form.get("nobody") else request.form.getlist("person")
    try:
        if not codes and not request.form.get("nobody"):
            raise Refused("none", _("Choose one, two or three of them, or nobody this time."))
        choosing.choose(evening, codes)
    except Refused as no:
        db.session.rollback()
        return evening_page(evening, no.words, codes), 422
    db.session.commit()
    return redirect(url_for(".evening", code=evening.code), 303)


def evening_page(evening: Evening, refusal: str = "", ticked: list[str] | None = None) -> str:
    met = choosing.shown(evening)
    return render_template(
        "followup/evening/evening.html",
        evening=evening,
        met=met,
        question=question(met),
        chosen=sorted((each for each in met if each.is_chosen), key=lambda each: str(each.choice and each.choice.on)),
        ticked=[each.code for each in met if each.is_chosen] if ticked is None else ticked,
        refusal=refusal,
        is_full=len(met) >= ON_PAGE,
        is_theirs=is_signed_in() and the_person().id == evening.person_id,
    )
