"""My data, to take along: what is in it, when I took it, and the file."""

from collections.abc import Iterator

from flask import Response, redirect, render_template, stream_with_context, url_for
from flask import flash as say
from flask.typing import ResponseReturnValue

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.people.access import current_device, signed_in, the_person
from eventnet.people.models import Person
from eventnet.privacy import takeout
from eventnet.privacy.views import bp
from eventnet.refusals import Refused

SHOWN = 10


@bp.get("/profile/takeout")
@signed_in
def my_data() -> str:
    return render_template(
        "privacy/takeout.html", files=takeout.FILES, taken=takeout.Takeout.of(the_person()).limit(SHOWN).all()
    )


@bp.post("/profile/takeout")
@signed_in
def take_out() -> ResponseReturnValue:
    """By a form, as it is noted; first that, then it is read, and nobody waits for a lock meanwhile."""
    person = the_person()
    try:
        takeout.take(person, current_device.label)
    except Refused as no:
        say(no.words, "warning")
        return redirect(url_for(".my_data"), 303)
    db.session.commit()
    answer = Response(stream_with_context(_pieces(person.id)), content_type="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=f"eventnet-{now():%Y-%m-%d}.zip")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _pieces(person_id: int) -> Iterator[bytes]:
    with reading():
        yield from takeout.zipped(takeout.files_of(db.session.get_one(Person, person_id)))
        db.session.rollback()
