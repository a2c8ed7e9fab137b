"""Whom I met, the newest first; what is mine to answer on top."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload, lazyload

from eventnet.exchange.cards import card_for_contact, public_card
from eventnet.exchange.finding import find
from eventnet.exchange.models import CardRequest
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person
from eventnet.people.models import Person


@bp.get("/contacts")
@signed_in
def contacts() -> ResponseReturnValue:
    me, asked = the_person(), request.args
    words, tag, after = (asked.get(name, "").strip()[:100] for name in ("q", "tag", "after"))
    found = find(me, words, tag, after)
    is_first = not (words or tag or after)
    asking = lazyload(CardRequest.asker, Person.links)
    waiting = joinedload(CardRequest.asked).lazyload(Person.links)
    return render_template(
        "exchange/contacts.html",
        found=found,
        words=words,
        tag=tag,
        is_first=is_first,
        requests=CardRequest.waiting_for(me).options(asking).all() if is_first else [],
        waiting=CardRequest.open_from(me).options(asking, waiting).all() if is_first else [],
        card_for_contact=card_for_contact,
        public_card=public_card,
    )
