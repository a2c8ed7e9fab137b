"""Who holds my card, and taking it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.cards import public_card
from eventnet.exchange.finding import PAGE, past
from eventnet.exchange.models import Contact
from eventnet.exchange.views import bp
from eventnet.exchange.words import WAY_WORDS
from eventnet.people.access import signed_in, the_person
from eventnet.people.models import Person


@bp.get("/cards-given")
@signed_in
def cards_given() -> ResponseReturnValue:
    me = the_person()
    given = Contact.given_by(me).options(joinedload(Contact.owner).lazyload(Person.links))
    page = past(given, Contact.subject_id == me.id, request.args.get("after", "")).limit(PAGE + 1).all()
    return render_template(
        "exchange/cards_given.html",
        given=page[:PAGE],
        after=page[PAGE - 1].code if len(page) > PAGE else None,
        ways=WAY_WORDS,
        public_card=public_card,
    )


@bp.post("/cards-given/<code>/withdrawal")
@signed_in
def withdraw(code: str) -> ResponseReturnValue:
    contact = Contact.ever_given_by(the_person()).get_or_404(code)
    sharing.withdraw(contact)
    db.session.commit()
    flash(_("Withdrawn. %(name)s no longer has your card.", name=contact.owner.name), "success")
    return redirect(url_for(".cards_given"), 303)
