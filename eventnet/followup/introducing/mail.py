"""Letters of an introduction: the question to each of the two, and the good news to all three."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.models import Contact
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.followup.wording import Fact, who
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.web.filters import day
from eventnet.web.languages import speaking


def asked(side: Side, link: str) -> None:
    introduction = side.introduction
    with speaking(side.person.language):
        words = asked_words(introduction, side.person, link)
        post("introduction", side.person, f"introduction {side.code}", words, by=introduction.introducer)


def asked_words(introduction: Introduction, to: Person, link: str) -> Words:
    """The letter itself, so that its preview is the real one. Speaks the language of the moment."""
    introducer, other = introduction.introducer, introduction.other(to)
    return Words(
        subject=_(
            "%(name)s thinks that you and %(other)s should meet (%(event)s)",
            name=introducer.name,
            other=other.name,
            event=introduction.event.name,
        ),
        paragraphs=[
            _("You have met %(who)s.", who=who(introducer)),
            _("Now %(name)s would like to introduce you to somebody:", name=introducer.name),
            who(other),
            _("%(name)s writes to you both:", name=introducer.name),
        ],
        quote=introduction.words,
        actions=[(_("Say yes or no"), link)],
        small=_(
            "You need no account. Only if you both say yes do you get each other's card. "
            "Nobody learns of a no. If you do nothing, this closes by itself on %(day)s.",
            day=day(introduction.expires_at, introduction.tz),
        ),
    )


def made(introduction: Introduction, to: Person, contact: Contact) -> None:
    """`contact` is the card that `to` holds now."""
    card, introducer = card_for_contact(contact), introduction.introducer
    by = contact.subject if card.email else None
    with speaking(to.language):
        words = Words(
            subject=_(
                "You and %(other)s, introduced by %(name)s (%(event)s)",
                other=card.name,
                name=introducer.name,
                event=introduction.event.name,
            ),
            paragraphs=[
                _("You both said yes: you have the card of %(other)s, and %(other)s has yours.", other=card.name),
                _("This is why, in the words of %(name)s:", name=introducer.name),
            ],
            quote=introduction.words,
            facts=_card_facts(contact),
            actions=[
                (_("Open the card of %(name)s", name=card.name), address_of("exchange.contact", code=contact.code))
            ],
            small=_("Your answer to this mail goes to %(name)s.", name=card.name) if by else "",
        )
        post("introduction_made", to, f"introduction made {introduction.code} {to.id}", words, by=by)


def came_about(introduction: Introduction) -> None:
    one, other = introduction.people
    with speaking(introduction.introducer.language):
        words = Words(
            subject=_(
                "%(one)s and %(other)s have each other's cards (%(event)s)",
                one=one.name,
                other=other.name,
                event=introduction.event.name,
            ),
            paragraphs=[
                _("You brought %(one)s and %(other)s together: both said yes.", one=one.name, other=other.name),
                _("They have your words and each other's cards. There is nothing left for you to do."),
            ],
        )
        post("introduction_came_about", introduction.introducer, f"introduction came about {introduction.code}", words)


def _card_facts(contact: Contact) -> list[Fact]:
    card = card_for_contact(contact)
    facts = [(_("Who"), who(contact.subject)), (_("E-mail"), card.email), (_("Phone"), card.phone)]
    return [(title, text) for title, text in facts if text]
