"""Answer from the letter, without an account. A GET only shows: mail scanners open every link."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.followup import access, answers, links
from eventnet.followup.access import Party, answering
from eventnet.followup.choosing import Choice
from eventnet.followup.forms import CallForm, LaterForm, OtherTimesForm
from eventnet.followup.models import Slot
from eventnet.followup.views import bp
from eventnet.followup.views.showing import AnswerForms, back_to, show
from eventnet.refusals import Refused
from eventnet.web.policies import public


@bp.get("/r/<string(length=43):token>")
@public
def open_answer(token: str) -> ResponseReturnValue:
    """The secret leaves the address: nothing on the page can carry it any further."""
    link = links.find(token)
    if link is None:
        raise NotFound
    access.keep(link, token)
    response = redirect(url_for(".answer", code=link.request.code), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.get("/r/<string(length=16):code>")
@answering
def answer(party: Party) -> ResponseReturnValue:
    return show(party)


@bp.post("/r/<string(length=16):code>/acceptance")
@answering
def create_acceptance(party: Party) -> ResponseReturnValue:
    return answered(party, AnswerForms(), lambda: answers.accept(slot_of(party), party.person, seen()))


@bp.post("/r/<string(length=16):code>/call")
@answering
def create_call(party: Party) -> ResponseReturnValue:
    negotiators_only(party)
    form = CallForm(prefix="call-")
    forms = AnswerForms(call=form, opened="call")
    if not form.validate():
        return show(party, forms), 422
    return answered(party, forms, lambda: answers.call_instead(slot_of(party), party.person, form.place.data, seen()))


@bp.post("/r/<string(length=16):code>/other-times")
@answering
def create_other_times(party: Party) -> ResponseReturnValue:
    negotiators_only(party)
    form = OtherTimesForm(prefix="other-")
    forms = AnswerForms(other_times=form, opened="other_times")
    asked = party.request
    if not form.validate() or not form.suits(Choice(party.person, asked.zone, asked.minutes, besides=asked)):
        return show(party, forms), 422
    return answered(
        party, forms, lambda: answers.other_times(asked, form.walls(), form.note.data, seen(), by=party.person)
    )


@bp.post("/r/<string(length=16):code>/later")
@answering
def create_later(party: Party) -> ResponseReturnValue:
    recipient_only(party)
    form = LaterForm(prefix="later-")
    forms = AnswerForms(later=form, opened="later")
    if not form.validate():
        return show(party, forms), 422
    return answered(party, forms, lambda: answers.later(party.request, form.ask_after.data, form.note.data, seen()))


@bp.post("/r/<string(length=16):code>/refusal")
@answering
def create_refusal(party: Party) -> ResponseReturnValue:
    recipient_only(party)
    return answered(party, AnswerForms(), lambda: answers.decline(party.request, seen=seen()))


@bp.post("/r/<string(length=16):code>/never")
@answering
def create_never(party: Party) -> ResponseReturnValue:
    recipient_only(party)
    return answered(party, AnswerForms(), lambda: answers.never(party.request, seen()))


def answered(party: Party, forms: AnswerForms, say: Callable[[], object]) -> ResponseReturnValue:
    """Commit and show what happens next; what a rule says no to stands on the same page, with all that was typed."""
    try:
        say()
    except Refused as no:
        db.session.rollback()
        forms.words = no.words
        return show(party, forms), 409
    db.session.commit()
    return back_to(party)


def slot_of(party: Party) -> Slot:
    """A time of the other one, by the button that was pressed; they may have named others since."""
    pressed = request.form.get("slot", "")
    found = [slot for slot in party.request.slots if slot.code == pressed and slot.proposed_by_id != party.person.id]
    if not found:
        raise Refused("gone-slot", _("This time is not on the table any more. Choose another one."))
    return found[0]


def negotiators_only(party: Party) -> None:
    """The sender may name times, or a call, once the recipient has named times of their own."""
    if party.is_sender and not party.request.is_negotiable:
        raise NotFound


def recipient_only(party: Party) -> None:
    if party.is_sender:
        raise NotFound


def seen() -> str:
    """What the page showed when the button was pressed."""
    return request.form.get("seen", "")
