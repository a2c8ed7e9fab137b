"""Ask for a meeting: one screen, the real letter, send."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.exchange.models import Contact
from eventnet.followup import coaching, requests
from eventnet.followup.choosing import Choice
from eventnet.followup.forms import RequestForm
from eventnet.followup.pacing import Outlook
from eventnet.followup.previewing import Preview
from eventnet.followup.views import bp
from eventnet.people.access import signed_in, the_person
from eventnet.refusals import Refused
from eventnet.web.filters import day


@bp.route("/contacts/<code>/meeting-request", methods=["GET", "POST"])
@signed_in
def new_request(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    form = RequestForm(data=requests.start_of(contact))
    if request.method == "GET" or "write" in request.form:
        return form_page(contact, form)
    if not form.validate() or not form.suits(Choice(the_person(), contact.event.zone, form.minutes.data)):
        return form_page(contact, form), 422
    try:
        return send(contact, form) if "send" in request.form else preview_page(contact, form)
    except Refused as no:
        db.session.rollback()
        return form_page(contact, form, no.words), 422


def send(contact: Contact, form: RequestForm) -> ResponseReturnValue:
    sent = requests.propose(the_person(), contact.subject, form.draft())
    db.session.commit()
    if sent.delivered_at:
        flash(_("Sent. Your letter is on its way to %(name)s.", name=sent.recipient.name), "success")
    else:
        arrives = day(sent.due_at, sent.tz)
        flash(_("Kept. It reaches %(name)s on %(day)s.", name=sent.recipient.name, day=arrives), "success")
    return redirect(url_for(".request", code=sent.code), 303)


def preview_page(contact: Contact, form: RequestForm) -> str:
    draft = requests.drafted(the_person(), contact.subject, form.draft())
    outlook = requests.outlook(the_person(), contact)
    hints = [hint for hint in hints_on(contact, form, outlook) if hint.is_open]
    return render_template("followup/preview.html", contact=contact, form=form, preview=Preview.of(draft), hints=hints)


def hints_on(contact: Contact, form: RequestForm, outlook: Outlook) -> list[coaching.Hint]:
    typed = {name: form[name].data or "" for name in coaching.FIELDS}
    hints = coaching.hints_on(contact.subject.name, typed)
    return hints + coaching.remembered(the_person(), contact, typed["ask"], typed["offer"], outlook)


def form_page(contact: Contact, form: RequestForm, refusal: str = "") -> str:
    try:
        outlook = requests.outlook(the_person(), contact)
    except Refused as no:
        title = _("Ask %(name)s for a meeting", name=contact.subject.name)
        return render_template("followup/not_now.html", title=title, contact=contact, no=no)
    return render_template(
        "followup/new_request.html",
        contact=contact,
        form=form,
        outlook=outlook,
        hints=hints_on(contact, form, outlook),
        fields=coaching.FIELDS,
        refusal=refusal,
    )
