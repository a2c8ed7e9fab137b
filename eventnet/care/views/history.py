"""Everything between two people, for one of them: one quiet timeline."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from eventnet.care.history import page_of
from eventnet.care.views import bp
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.models import Contact
from eventnet.people.access import signed_in, the_person

ICONS = {
    "met": "handshake",
    "note": "sticky-note",
    "promise": "hand-helping",
    "favour": "gift",
    "touch": "message-circle",
    "request": "calendar-plus",
    "answer": "undo-2",
    "meeting": "calendar-check",
    "thanks": "heart",
    "letter": "mail",
    "introduction": "users",
}


@bp.get("/contacts/<code>/history")
@signed_in
def history(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    words, after = (request.args.get(name, "").strip()[:100] for name in ("q", "after"))
    return render_template(
        "care/history.html",
        contact=contact,
        card=card_for_contact(contact),
        found=page_of(contact, words, after),
        words=words,
        is_first=not after,
        icons=ICONS,
    )
