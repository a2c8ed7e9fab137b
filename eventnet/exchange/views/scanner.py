"""Scanning: the camera works on the phone; the server gives the page, which holds nothing of anybody.

For phones without scripts the server reads the photo of a code; a code that is read so counts as one that is scanned.
"""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db, only_reads
from eventnet.exchange import consent, photographed
from eventnet.exchange.views import bp
from eventnet.exchange.views.scanned import where_to
from eventnet.exchange.views.ticket import Ticket
from eventnet.people import profile as profiles
from eventnet.people.access import signed_in, the_person
from eventnet.refusals import Refused


@bp.get("/scan")
@signed_in
def scanner() -> ResponseReturnValue:
    return _page()


@bp.post("/scan")
@signed_in
def read_photo() -> ResponseReturnValue:
    try:
        code = _code_on_photo()
    except Refused as no:
        return _page(no.words), 422
    only_reads(False)
    answer = Ticket.for_code(code).record(the_person())
    db.session.commit()  # a miss counts, too
    if target := where_to(answer):
        return redirect(target, 303)
    return _page(answer.words), 422


def _code_on_photo() -> str:
    from eventnet.people.photos import MOST_BYTES  # with all of Pillow, which few pages need

    upload = request.files.get("photo")
    photo = upload.stream.read(MOST_BYTES + 1) if upload else b""
    if not photo:
        raise Refused("no-photo", _("Take or choose a photo first, then send it."))
    profiles.try_photo(the_person(), photographed.TRIES_AN_HOUR)
    db.session.commit()  # nobody waits for a lock while a picture is unpacked
    return photographed.code_on(photo)


def _page(problem: str = "") -> str:
    return render_template("exchange/scan.html", consent=consent.words(), problem=problem)
