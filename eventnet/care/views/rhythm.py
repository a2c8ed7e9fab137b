"""Staying in touch: everybody with a rhythm, setting one, putting one off, and "we have talked"."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.care import rhythm
from eventnet.care.forms import EVERY_WORDS, RhythmForm
from eventnet.care.nudges import last_words
from eventnet.care.parts import UNDO
from eventnet.care.rhythm.due import kept, today_in, zone_of
from eventnet.care.views import bp
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Contact
from eventnet.exchange.touching import Touch, touch
from eventnet.people.access import signed_in, the_person

A_PAGE = 30


@bp.get("/follow-up/in-touch")
@signed_in
def in_touch() -> ResponseReturnValue:
    """Whose turn comes first stands first; `after` is the last code of the page before."""
    tz = zone_of(the_person())
    everybody = sorted(kept(the_person(), tz), key=lambda each: (each.due_on, each.contact.id))
    codes = [each.contact.code for each in everybody]
    after = request.args.get("after", "")
    start = codes.index(after) + 1 if after in codes else 0
    shown = everybody[start : start + A_PAGE]
    return render_template(
        "care/in_touch.html",
        shown=shown,
        today=today_in(tz),
        every_words=EVERY_WORDS,
        last_words=last_words,
        after=shown[-1].contact.code if len(everybody) > start + A_PAGE else "",
    )


@bp.post("/contacts/<code>/rhythm")
@signed_in
def set_rhythm(code: str) -> ResponseReturnValue:
    contact, form = Contact.held_by(the_person()).get_or_404(code), RhythmForm()
    if not form.validate():
        flash(_("Choose how often."), "warning")
    elif form.every.data:
        rhythm.choose(the_person(), contact.subject_id, form.every.data)
        flash(_("Noted. Only you can read it."), "success")
    else:
        rhythm.forget(the_person(), contact.subject_id)
        flash(_("Noted. Only you can read it."), "success")
    db.session.commit()
    return _back(code)


@bp.post("/contacts/<code>/rhythm/later")
@signed_in
def put_off(code: str) -> ResponseReturnValue:
    """From the Follow-up page: not now. Who has no rhythm yet was named for an occasion, and that passes by itself."""
    contact = Contact.held_by(the_person()).get_or_404(code)
    found = rhythm.find(the_person(), contact.subject_id)
    if found:
        rhythm.put_off(found, today_in(zone_of(the_person())))
    db.session.commit()
    flash(_("Put off for four weeks."), "success")
    return redirect(url_for("followup.index", _anchor="in-touch"), 303)


@bp.post("/contacts/<code>/talks")
@signed_in
def note_talk(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    touch(the_person().id, contact.subject_id, "talked")
    db.session.commit()
    flash(_("Noted: you have talked."), "success")
    return _back(code)


@bp.post("/touches/<code>/removal")
@signed_in
def remove_touch(code: str) -> ResponseReturnValue:
    """A slip of the finger; what is older, or was a letter, has happened."""
    slips = Touch.of(the_person()).where(Touch.how.in_(("talked", "link")), Touch.at > now() - UNDO)
    found = slips.get_or_404(code)
    held = Contact.held_by(the_person()).where(Contact.subject_id == found.subject_id).first()
    db.session.delete(found)
    db.session.commit()
    flash(_("Removed."), "success")
    return _back(held.code) if held else redirect(url_for("exchange.contacts"), 303)


def _back(code: str) -> ResponseReturnValue:
    return redirect(url_for("exchange.contact", code=code, _anchor="in-touch"), 303)
