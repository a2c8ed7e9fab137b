"""Report somebody to the team of the event: from their card, as somebody who has mine, from the list of people."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.directory.models import Entry
from eventnet.events.models import Event
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact
from eventnet.organising.moderation import reporting
from eventnet.organising.moderation.forms import ReportForm
from eventnet.organising.views import bp
from eventnet.people.access import signed_in, the_person
from eventnet.people.models import Person
from eventnet.refusals import Refused


@bp.route("/contacts/<code>/report", methods=["GET", "POST"])
@signed_in
def report_contact(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    return _report(contact.event, contact.subject, url_for("exchange.contact", code=code))


@bp.route("/cards-given/<code>/report", methods=["GET", "POST"])
@signed_in
def report_holder(code: str) -> ResponseReturnValue:
    """Somebody who has my card; I need not have theirs."""
    contact = Contact.given_by(the_person()).get_or_404(code)
    return _report(contact.event, contact.owner, url_for("exchange.cards_given"))


@bp.route("/people/<code>/report", methods=["GET", "POST"])
@signed_in
def report_entry(code: str) -> ResponseReturnValue:
    """Somebody in the list of people; what stands there is seen by everybody at the event."""
    entry = Entry.seen_by(Entry.place_beside(the_person(), code)).get_or_404(code)
    return _report(entry.attendee.event, entry.attendee.person, url_for("directory.person", code=code))


def _report(event: Event, subject: Person, back: str) -> ResponseReturnValue:
    form = ReportForm()
    if form.validate_on_submit():
        try:
            reporting.report(event, the_person(), subject, form.words.data or "")
        except Refused as no:
            db.session.rollback()
            form.words.errors = [no.words]
        else:
            if form.block.data:
                sharing.block(the_person(), subject)
            db.session.commit()
            flash(_("Thank you. The team has your report; %(name)s is not told.", name=subject.name), "success")
            return redirect(url_for("exchange.contacts") if form.block.data else back, 303)
    page = render_template("organising/report.html", form=form, event=event, subject=subject, back=back)
    return page, 422 if form.errors else 200
