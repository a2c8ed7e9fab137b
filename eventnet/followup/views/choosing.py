"""One of my contacts, found by words and chosen with one tap; the page that comes next has their code in `with`."""

from collections.abc import Callable

from flask import render_template, request

from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.finding import find as find_contacts
from eventnet.exchange.models import Contact
from eventnet.people.access import the_person

SHOWN = 20
LONGEST_SEARCH = 100


def choosing_page(template: str, suits: Callable[[Contact], bool], **shown: object) -> str:
    words = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    others = [contact for contact in find_contacts(the_person(), words).contacts if suits(contact)][:SHOWN]
    return render_template(template, others=others, words=words, card_for_contact=card_for_contact, **shown)
