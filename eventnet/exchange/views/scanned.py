"""What a phone's own camera opens: the public card of whoever was scanned, and one button."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy.orm import lazyload

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.access import enter_as_new
from eventnet.events.forms import NewcomerForm
from eventnet.events.models import Attendee, Event
from eventnet.exchange import consent
from eventnet.exchange.answers import Answer
from eventnet.exchange.cards import attendee_card
from eventnet.exchange.deciding import Prospect
from eventnet.exchange.models import Contact
from eventnet.exchange.recognising import Sight, recognise
from eventnet.exchange.scanning import outlook
from eventnet.exchange.views import bp
from eventnet.exchange.views.ticket import Ticket
from eventnet.people.access import is_signed_in, the_person
from eventnet.people.card import Card
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web.policies import public


class Found(Struct, frozen=True):
    """What the page shows of a code that works."""

    attendee: Attendee
    prospect: Prospect
    contact: Contact | None

    @property
    def card(self) -> Card:
        return attendee_card(self.attendee)

    @property
    def event(self) -> Event:
        return self.attendee.event

    @property
    def can_join(self) -> bool:
        return self.event.is_open_to_all and not self.event.is_closed


# Printed in upper case, because that makes a smaller picture; typed as people like. Neither is redirected.
@bp.route("/b/<code>", methods=["GET", "POST"], endpoint="badge_page")
@bp.route("/B/<code>", methods=["GET", "POST"], endpoint="badge_page")
@bp.route("/p/<code>", methods=["GET", "POST"], endpoint="live_page")
@bp.route("/P/<code>", methods=["GET", "POST"], endpoint="live_page")
@public
def scanned(code: str) -> ResponseReturnValue:
    """The code is read from the path as it stands, so that a page and a phone's queue are read by one reader."""
    if request.method != "POST":
        return _page(_find_or_404(), Ticket.for_code(request.path), NewcomerForm(formdata=None))
    ticket = Ticket.read(request.form.get("ticket", ""), request.path)
    if is_signed_in():
        return _record(ticket)
    return _wait_for_signing_in(ticket) if "sign_in" in request.form else _join_and_record(ticket)


def where_to(answer: Answer) -> str | None:
    """The page about this scan; none if the code was not known or it is too early."""
    return url_for("exchange.scan", uuid=answer.id) if answer.outcome in {"given", "requested", "refused"} else None


def _record(ticket: Ticket) -> ResponseReturnValue:
    answer = ticket.record(the_person())
    db.session.commit()
    if answer.outcome == "unknown":
        abort(404)
    if target := where_to(answer):
        return redirect(target, 303)
    flash(answer.words, "warning")
    return redirect(request.path, 303)


def _wait_for_signing_in(ticket: Ticket) -> ResponseReturnValue:
    _find_or_404()
    ticket.wait()
    return redirect(url_for("people.ask_sign_in"), 303)


def _join_and_record(ticket: Ticket) -> ResponseReturnValue:
    """Name and e-mail join the event and give the card, in one step."""
    found, form = _find_or_404(), NewcomerForm()
    if not form.validate_on_submit():
        return _page(found, ticket, form), 422
    try:
        answer = ticket.record(enter_as_new(found.event, form))
    except Refused as no:
        db.session.rollback()
        form.email.errors = [no.words]
        return _page(found, ticket, form), 422
    db.session.commit()
    flash(_("You are in. Six digits are on their way to your mailbox; type them whenever you like."), "success")
    return redirect(where_to(answer) or request.path, 303)


def _find_or_404() -> Found:
    """Unknown, revoked and hidden codes are the same page. Badges are looked at by our own clock."""
    person = the_person() if is_signed_in() else None
    sight = recognise(person, request.path, now())
    if sight.attendee is None:
        abort(404)
    held = _held(person, sight)
    return Found(sight.attendee, outlook(person, sight, held is not None), held)


def _held(person: Person | None, sight: Sight) -> Contact | None:
    if person is None or sight.attendee is None:
        return None
    theirs = Contact.held_by(person).where(Contact.subject_id == sight.attendee.person_id)
    return theirs.options(lazyload(Contact.subject), lazyload(Contact.event)).first()


def _page(found: Found, ticket: Ticket, form: NewcomerForm) -> str:
    is_in = is_signed_in() and Attendee.at(found.event).where(Attendee.person_id == the_person().id).any()
    return render_template(
        f"exchange/scanned_{_kind(found.prospect)}.html",
        found=found,
        card=found.card,
        ticket=ticket,
        form=form,
        is_in=is_in,
        consent=consent.words(),
    )


def _kind(prospect: Prospect) -> str:
    return "card" if prospect in {"given", "requested"} else prospect
