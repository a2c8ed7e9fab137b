"""Short letters: choose the occasion, fill three lines, look at the real letter, send."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.clock import now
from eventnet.db import db, only_reads
from eventnet.exchange import promising
from eventnet.exchange.models import Contact
from eventnet.followup import lettering
from eventnet.followup.lettering import pdf, previewing, writing
from eventnet.followup.lettering.forms import LetterForm
from eventnet.followup.lettering.hints import hints
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.lettering.openers import ALL, OPENERS, Opener
from eventnet.followup.lettering.rules import FIELDS
from eventnet.followup.views import bp
from eventnet.mail import attachments
from eventnet.mail.attachments import Attachment
from eventnet.people.access import signed_in, the_person
from eventnet.refusals import Refused
from eventnet.web.filters import day


@bp.get("/contacts/<code>/letter")
@signed_in
def occasions(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    return render_template("followup/lettering/occasions.html", contact=contact, openers=ALL)


@bp.route("/contacts/<code>/letter/<opener>", methods=["GET", "POST"])
@signed_in
def new_letter(code: str, opener: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    if opener not in OPENERS:
        raise NotFound
    form = form_for(contact, OPENERS[opener])
    if request.method == "GET":
        return form_page(contact, form)
    if sent := PersonalLetter.written_by(the_person()).where(PersonalLetter.once == form.once.data).first():
        return redirect(url_for(".letter", code=sent.code), 303)
    try:
        take_file(form)
        if "write" in request.form:
            return form_page(contact, form)
        if not form.validate():
            return form_page(contact, form), 422
        return send(contact, form) if "send" in request.form else preview_page(contact, form)
    except Refused as no:
        db.session.rollback()
        return form_page(contact, form, no.words), 422


@bp.get("/letters/<code>")
@signed_in
def letter(code: str) -> ResponseReturnValue:
    """What I wrote, and where it is."""
    found = PersonalLetter.written_by(the_person()).get_or_404(code)
    return render_template("followup/lettering/letter.html", letter=found)


@bp.post("/letters/<code>/withdrawal")
@signed_in
def take_back_letter(code: str) -> ResponseReturnValue:
    found = PersonalLetter.written_by(the_person()).get_or_404(code)
    lettering.take_back(found)
    db.session.commit()
    flash(_("Taken back. %(name)s has not seen it.", name=found.recipient.name), "success")
    return redirect(url_for(".index"), 303)


def form_for(contact: Contact, opener: Opener) -> LetterForm:
    """A promise that is named in the address, or the only one, is the first line's start."""
    promises = promising.mine_open(the_person(), contact.subject).all() if opener.brings else []
    form = LetterForm(opener, promises)
    if request.method == "GET" and form.promise:
        named = [one for one in promises if one.code == request.args.get("promise", promises[0].code)]
        form.promise.data = named[0].code if named else ""
        form.line_1.data = named[0].text if named else ""
    return form


def take_file(form: LetterForm) -> None:
    """What was uploaded takes the place of what was kept; both are the person's own."""
    upload = form.file.data if form.file else None
    content = upload.stream.read(pdf.MOST_BYTES + 1) if upload and upload.filename else b""
    if not upload or not content:
        return
    db.session.commit()  # nobody waits for a lock while a file is looked into
    pdf.check(content)
    only_reads(False)
    kept = attachments.keep(the_person(), pdf.safe_name(upload.filename), pdf.MEDIA_TYPE, content)
    db.session.commit()
    form.keeps(kept)


def kept_file(form: LetterForm) -> Attachment | None:
    return Attachment.drafts_of(the_person()).get(form.kept_code) if form.kept_code else None


def draft_of(form: LetterForm) -> writing.Draft:
    file = kept_file(form)
    if form.kept_code and not file:
        form.keeps(None)
        raise Refused("no-file", _("The file is not here any more. Choose it again."))
    return writing.Draft(form.opener.key, form.lines, form.address, file, form.chosen, form.once.data)


def send(contact: Contact, form: LetterForm) -> ResponseReturnValue:
    sent = lettering.send_drafted(contact, the_person(), draft_of(form))
    db.session.commit()
    name = sent.recipient.name
    if sent.delivered_at:
        flash(_("Sent. Your letter is on its way to %(name)s.", name=name), "success")
    else:
        arrives = day(sent.due_at, sent.tz)
        flash(_("Kept. The letter reaches %(name)s on %(day)s.", name=name, day=arrives), "success")
    return redirect(url_for(".letter", code=sent.code), 303)


def preview_page(contact: Contact, form: LetterForm) -> str:
    drafted = lettering.drafted(contact, the_person(), draft_of(form))
    form.keeps(kept_file(form))
    return render_template(
        "followup/lettering/preview.html",
        contact=contact,
        form=form,
        letter=drafted,
        words=previewing.words_of(drafted),
        hints=[hint for hint in hints(the_person(), contact, form.opener, form.lines, drafted.due_at) if hint.is_open],
    )


def form_page(contact: Contact, form: LetterForm, refusal: str = "") -> str:
    try:
        due_at = previewing.turn(contact, the_person(), form.opener, form.chosen)
    except Refused as no:
        return render_template("followup/lettering/not_now.html", title=form.opener.title, contact=contact, no=no)
    return render_template(
        "followup/lettering/new_letter.html",
        contact=contact,
        form=form,
        opener=form.opener,
        due_at=due_at,
        waits=due_at > now(),
        kept=kept_file(form),
        hints=hints(the_person(), contact, form.opener, form.lines, due_at),
        fields=FIELDS,
        refusal=refusal,
    )
