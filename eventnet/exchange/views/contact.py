"""A person's page: their card, where and how we met, who gave what, what I noted."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec import Struct

from eventnet.db import db
from eventnet.events.joining import attendance
from eventnet.exchange import consent, remembering, sharing
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.forms import NoteForm, PromiseForm
from eventnet.exchange.models import CardRequest, Contact, Encounter, Note, Promise
from eventnet.exchange.parts import parts_of
from eventnet.exchange.views import bp
from eventnet.exchange.words import WAY_WORDS, fields_in_words
from eventnet.people.access import signed_in, the_person
from eventnet.people.card import Card
from eventnet.people.models import Person


class Acquaintance(Struct, frozen=True):
    """All that one person's page shows of a contact. `mine` is my card at theirs."""

    me: Person
    theirs: Contact

    @property
    def card(self) -> Card:
        return card_for_contact(self.theirs, attendance(self.theirs.event, self.theirs.subject))

    @property
    def mine(self) -> Contact | None:
        return Contact.given_by(self.me).where(Contact.owner_id == self.theirs.subject_id).first()

    @property
    def request(self) -> CardRequest | None:
        return CardRequest.waiting_for(self.me).where(CardRequest.asker_id == self.theirs.subject_id).first()

    @property
    def encounters(self) -> list[Encounter]:
        return Encounter.between(self.me, self.theirs.subject).all()

    @property
    def note(self) -> Note | None:
        return Note.of(self.me).where(Note.subject_id == self.theirs.subject_id).first()

    @property
    def note_form(self) -> NoteForm:
        note = self.note
        return NoteForm(formdata=None, text=note.text if note else "", tags=", ".join(note.tags) if note else "")

    @property
    def promises(self) -> list[Promise]:
        """The open ones first."""
        found = Promise.of(self.me).where(Promise.subject_id == self.theirs.subject_id)
        return sorted(found, key=lambda promise: promise.kept_at is not None)


@bp.get("/contacts/<code>")
@signed_in
def contact(code: str) -> ResponseReturnValue:
    found = Acquaintance(the_person(), Contact.held_by(the_person()).get_or_404(code))
    return contact_page(found)


@bp.post("/contacts/<code>/note")
@signed_in
def write_note(code: str) -> ResponseReturnValue:
    found, form = Contact.held_by(the_person()).get_or_404(code), NoteForm()
    if not form.validate_on_submit():
        return contact_page(Acquaintance(the_person(), found), form), 422
    remembering.write(the_person(), found.subject, form.text.data, remembering.tags_in(form.tags.data))
    db.session.commit()
    flash(_("Noted. Only you can read it."), "success")
    return redirect(url_for(".contact", code=code), 303)


@bp.post("/contacts/<code>/gift")
@signed_in
def give_mine(code: str) -> ResponseReturnValue:
    """They gave me a card and do not have mine."""
    theirs = Contact.held_by(the_person()).get_or_404(code)
    sharing.give(the_person(), theirs.subject, theirs.event, "link")
    db.session.commit()
    flash(_("%(name)s has your card now, too.", name=theirs.subject.name), "success")
    return redirect(url_for(".contact", code=code), 303)


def contact_page(found: Acquaintance, form: NoteForm | None = None, promise_form: PromiseForm | None = None) -> str:
    return render_template(
        "exchange/contact.html",
        contact=found.theirs,
        card=found.card,
        mine=found.mine,
        encounters=found.encounters,
        form=form or found.note_form,
        promises=found.promises,
        promise_form=promise_form or PromiseForm(formdata=None),
        ways=WAY_WORDS,
        in_words=fields_in_words,
        consent=consent.words,
        main_parts=parts_of(found.me, found.theirs, "main"),
        side_parts=parts_of(found.me, found.theirs, "aside"),
    )
