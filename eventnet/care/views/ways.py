"""Ways out to where people are: noted as a contact, then on to the other place.

A form may not be sent on to another host, so without a script there is a page with the link in between.
"""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from eventnet.care.parts import just_noted, reach
from eventnet.care.views import bp
from eventnet.db import db
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.models import Contact
from eventnet.exchange.touching import touch
from eventnet.people.access import signed_in, the_person


@bp.get("/contacts/<code>/ways")
@signed_in
def ways(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    found = reach(the_person(), contact)
    chosen = next((way for way in found.ways if way.key == request.args.get("way")), None)
    return render_template(
        "care/ways.html",
        contact=contact,
        card=card_for_contact(contact),
        part=found,
        chosen=chosen,
        noted=just_noted(the_person(), contact) is not None,
    )


@bp.post("/contacts/<code>/ways")
@signed_in
def use_way(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    found = reach(the_person(), contact)
    way = next((way for way in found.ways if way.key == request.form.get("way")), None)
    if way is None or not way.reaches:
        raise BadRequest
    touch(the_person().id, contact.subject_id, "link")
    db.session.commit()
    return redirect(url_for(".ways", code=code, way=way.key), 303)
