"""Messages to many: write, look, try on oneself, let go, watch, call off."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from eventnet.addresses import settings
from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.events.words import ROLE_WORDS
from eventnet.mail.outbox import write
from eventnet.organising.guests import STATES
from eventnet.organising.messages import beginnings, progress, reaching, sending, wording
from eventnet.organising.messages.forms import STATE_WORDS, MessageForm, ReleaseForm
from eventnet.organising.messages.models import Message
from eventnet.organising.messages.showing import twice
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused
from eventnet.web.framed import framed

LISTED = 50


@bp.get("/e/<slug>/messages")
@member_of("owner", "staff")
def messages(event: Event) -> str:
    found = [(each, wording.heading(each)) for each in Message.of(event).limit(LISTED)]
    begins = beginnings.BEGINNINGS.items()
    return render_template("organising/messages.html", event=event, messages=found, beginnings=begins)


@bp.route("/e/<slug>/messages/new", methods=["GET", "POST"])
@member_of("owner", "staff")
def new_message(event: Event) -> ResponseReturnValue:
    kind = request.args.get("kind", "empty")
    kind = kind if kind in beginnings.BEGINNINGS else "empty"
    state = request.args.get("state", beginnings.BEGINNINGS[kind].state)
    wanted = {"state": state if state in STATES else "", "role": request.args.get("role", "")}
    form = MessageForm(data=beginnings.words(kind) | wanted | {"q": request.args.get("q", "")[:80]})
    if form.validate_on_submit():
        message = sending.begin(event, the_person(), settings().pace)
        return _saved(form, message)
    return _words_page(event, form)


@bp.get("/e/<slug>/messages/<code>")
@member_of("owner", "staff")
def message(event: Event, code: str) -> str:
    found = Message.of(event).get_or_404(code)
    return _page(found, ReleaseForm(data={"at": "now", "pace": found.pace}))


@bp.route("/e/<slug>/messages/<code>/words", methods=["GET", "POST"])
@member_of("owner", "staff")
def edit_message(event: Event, code: str) -> ResponseReturnValue:
    found = Message.of(event).locked().get_or_404(code) if request.method == "POST" else None
    found = found or Message.of(event).get_or_404(code)
    sending.must_be_draft(found)
    form = MessageForm.showing(found)
    return _saved(form, found) if form.validate_on_submit() else _words_page(event, form, found)


@bp.get("/e/<slug>/messages/<code>/letter")
@member_of("owner", "staff")
def message_letter(event: Event, code: str) -> ResponseReturnValue:
    """The mail itself, in one of its languages, as somebody who has joined gets it."""
    found = Message.of(event).get_or_404(code)
    language = request.args.get("language") or found.languages[0]
    if language not in found.languages:
        raise NotFound
    reader = wording.sample(the_person(), language)
    return framed(write(reader, wording.letter_words(found, reader)).html)


@bp.post("/e/<slug>/messages/<code>/test")
@member_of("owner", "staff")
def try_message(event: Event, code: str) -> ResponseReturnValue:
    number = sending.send_to_myself(Message.of(event).get_or_404(code), the_person())
    db.session.commit()
    said = ngettext("%(num)s letter to you is on its way.", "%(num)s letters to you are on their way.", number)
    flash(said, "success")
    return redirect(url_for(".message", slug=event.slug, code=code), 303)


@bp.post("/e/<slug>/messages/<code>/release")
@member_of("owner", "staff")
def release_message(event: Event, code: str) -> ResponseReturnValue:
    found, form = Message.of(event).locked().get_or_404(code), ReleaseForm()
    if not form.validate():
        return _page(found, form), 422
    try:
        sending.release(found, the_person(), form.pace.data, form.wall)
    except Refused as no:
        form.at.errors = [no.words]
        return _page(found, form), 422
    db.session.commit()
    return redirect(url_for(".message", slug=event.slug, code=code), 303)


@bp.post("/e/<slug>/messages/<code>/cancellation")
@member_of("owner", "staff")
def call_off_message(event: Event, code: str) -> ResponseReturnValue:
    sending.call_off(Message.of(event).locked().get_or_404(code), the_person())
    db.session.commit()
    flash(_("Called off. No more letters of this message go out."), "success")
    return redirect(url_for(".message", slug=event.slug, code=code), 303)


@bp.post("/e/<slug>/messages/<code>/removal")
@member_of("owner", "staff")
def remove_message(event: Event, code: str) -> ResponseReturnValue:
    found = Message.of(event).locked().get_or_404(code)
    sending.must_be_draft(found)
    db.session.delete(found)
    db.session.commit()
    flash(_("The draft is gone."), "success")
    return redirect(url_for(".messages", slug=event.slug), 303)


def _saved(form: MessageForm, message: Message) -> ResponseReturnValue:
    form.store(message)
    db.session.add(message)
    db.session.commit()
    return redirect(url_for(".message", slug=message.event.slug, code=message.code), 303)


def _words_page(event: Event, form: MessageForm, message: Message | None = None) -> ResponseReturnValue:
    page = render_template("organising/message_words.html", event=event, form=form, message=message)
    return page, 422 if form.errors else 200


def _page(message: Message, form: ReleaseForm) -> str:
    is_draft, seen = message.state in ("draft", "scheduled"), progress.progress(message)
    return render_template(
        "organising/message.html",
        event=message.event,
        message=message,
        heading=wording.heading(message),
        subjects=_subjects(message),
        form=form,
        reach=reaching.reach(message) if is_draft else None,
        progress=seen,
        failures=progress.failures(message) if seen.failed else [],
        remark=twice(message),
        languages={"en": _("English"), "de": _("German")},
        states=STATE_WORDS,
        roles=ROLE_WORDS,
    )


def _subjects(message: Message) -> dict[str, str]:
    """By language, as the letter in the frame has it."""
    samples = {code: wording.sample(the_person(), code) for code in message.languages}
    return {code: wording.letter_words(message, sample).subject for code, sample in samples.items()}
