"""Give and take with one person: what it says on their page, and the favours behind it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec import Struct

from eventnet.care import balance
from eventnet.care.favours import noting
from eventnet.care.favours.forms import FavourForm
from eventnet.care.favours.models import Favour
from eventnet.care.views import bp
from eventnet.db import db
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.models import Contact
from eventnet.exchange.parts import on_contact_page
from eventnet.people.access import signed_in, the_person
from eventnet.people.models import Person

SHOWN = 50  # the others stand in the history


class Giving(Struct, frozen=True):
    """What stands in the section. `has_any`: there are favours to look at."""

    lines: list[balance.Line]
    has_any: bool


@on_contact_page("care/giving.html", order=40)
def giving(owner: Person, contact: Contact) -> Giving:
    facts = balance.facts_of(owner, contact.subject_id)
    return Giving(balance.lines_on(contact.subject.name, facts), facts.has_favours)


@bp.get("/contacts/<code>/favours")
@signed_in
def favours(code: str) -> ResponseReturnValue:
    return _page(Contact.held_by(the_person()).get_or_404(code), FavourForm(formdata=None))


@bp.post("/contacts/<code>/favours")
@signed_in
def note_favour(code: str) -> ResponseReturnValue:
    contact, form = Contact.held_by(the_person()).get_or_404(code), FavourForm()
    if not form.validate_on_submit():
        return _page(contact, form), 422
    noting.note(the_person(), contact.subject, form.direction.data, form.favour.data, form.done_on.data)
    db.session.commit()
    flash(_("Noted. Only you can read it."), "success")
    return redirect(url_for(".favours", code=code), 303)


@bp.post("/favours/<code>/thanks")
@signed_in
def thank_favour(code: str) -> ResponseReturnValue:
    favour = Favour.of(the_person()).get_or_404(code)
    noting.thank(favour)
    db.session.commit()
    flash(_("Noted: thanked."), "success")
    return _back(favour)


@bp.post("/favours/<code>/thanks/removal")
@signed_in
def unthank_favour(code: str) -> ResponseReturnValue:
    favour = Favour.of(the_person()).get_or_404(code)
    noting.unthank(favour)
    db.session.commit()
    flash(_("Open again."), "success")
    return _back(favour)


@bp.post("/favours/<code>/removal")
@signed_in
def remove_favour(code: str) -> ResponseReturnValue:
    favour = Favour.of(the_person()).get_or_404(code)
    target = _back(favour)
    db.session.delete(favour)
    db.session.commit()
    flash(_("Removed."), "success")
    return target


def _page(contact: Contact, form: FavourForm) -> str:
    me = the_person()
    return render_template(
        "care/favours.html",
        contact=contact,
        card=card_for_contact(contact),
        lines=balance.lines_on(contact.subject.name, balance.facts_of(me, contact.subject_id)),
        favours=Favour.of(me).where(Favour.subject_id == contact.subject_id).limit(SHOWN).all(),
        form=form,
    )


def _back(favour: Favour) -> ResponseReturnValue:
    """Where they stand, if I still hold that card."""
    held = Contact.held_by(the_person()).where(Contact.subject_id == favour.subject_id).first()
    return redirect(url_for(".favours", code=held.code) if held else url_for("exchange.contacts"), 303)
