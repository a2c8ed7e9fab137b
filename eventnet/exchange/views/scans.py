"""After a scan: who has whose card now, and one line to remember the talk by."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import noting, remembering
from eventnet.exchange.answers import Answer, answer_to
from eventnet.exchange.cards import public_card
from eventnet.exchange.forms import LineForm
from eventnet.exchange.models import Note, Promise, Scan
from eventnet.exchange.schemas import Note as Written
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person
from eventnet.people.models import Person


@bp.get("/scans/<uuid>")
@signed_in
def scan(uuid: str) -> ResponseReturnValue:
    found = _scan_or_404(uuid)
    answer = answer_to(found)
    if not answer.has_met:
        return render_template("exchange/refused.html", answer=answer)
    note = Note.of(the_person()).where(Note.subject_id == _met(found).id).first()
    return _page(found, answer, LineForm(text=note.text if note else "", **_promised(found)))


@bp.post("/scans/<uuid>/note")
@signed_in
def note_scan(uuid: str) -> ResponseReturnValue:
    """The line that is written right after the talk, and what was promised."""
    found, form = _scan_or_404(uuid), LineForm()
    answer = answer_to(found)
    if not answer.has_met:
        abort(400)
    if not form.validate_on_submit():
        return _page(found, answer, form), 422
    remembering.write(the_person(), _met(found), form.text.data)
    promised = Written(written_at=now(), mine=form.mine.data, theirs=form.theirs.data)
    noting.take(the_person().id, [(uuid, promised)])
    db.session.commit()
    flash(_("Noted. Only you can read it."), "success")
    if answer.contact:
        return redirect(url_for(".contact", code=answer.contact), 303)
    return redirect(url_for(".contacts"), 303)


def _page(found: Scan, answer: Answer, form: LineForm) -> str:
    mine = public_card(the_person())
    return render_template("exchange/met.html", answer=answer, scan=found, mine=mine, form=form)


def _promised(scan: Scan) -> dict[str, str]:
    """With this scan, so far: by whom, and what."""
    return {each.direction: each.text for each in Promise.of(the_person()).where(Promise.scan_uuid == scan.uuid)}


def _scan_or_404(uuid: str) -> Scan:
    """My own scan of somebody who is still there for me."""
    found = Scan.by(the_person()).where(Scan.uuid == uuid).first()
    if found is None or answer_is_gone(found):
        abort(404)
    return found


def answer_is_gone(scan: Scan) -> bool:
    answer = answer_to(scan)
    return answer.outcome in {"unknown", "self"} or (answer.outcome == "given" and answer.contact is None)


def _met(scan: Scan) -> Person:
    if scan.attendee is None:
        abort(404)
    return scan.attendee.person
