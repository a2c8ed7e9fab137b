"""Letters of the organising room, as a menu."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.codes import fingerprint
from eventnet.events.models import Attendee
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.web.filters import span, zone_name
from eventnet.web.languages import speaking


def invitation(attendee: Attendee, token: str, by: Person) -> None:
    """A personal link to somebody on the list; `by` gets the replies and hears when it cannot be delivered."""
    event, person = attendee.event, attendee.person
    with speaking(person.language):
        words = Words(
            subject=_("%(name)s, your place at %(event)s", name=person.name, event=event.name),
            paragraphs=[
                _("%(organiser)s has you on the list for %(event)s.", organiser=event.organiser.name, event=event.name),
                _(
                    "With your place you get a code on your phone. Others scan it, you scan theirs, and both of you "
                    "have each other's card. Nothing to install, no password."
                ),
            ],
            facts=[
                (_("When"), f"{span(event.starts_at, event.ends_at, event.zone)} ({zone_name(event.zone)})"),
                (_("Where"), event.place),
            ],
            actions=[(_("Take my place"), address_of("events.claim", token=token))],
            small=_(
                "The link is for you alone and works once. You do not want to take part? Then ignore this mail: "
                "nobody gets a card of yours. Questions about your data: %(contact)s",
                contact=event.privacy_contact,
            ),
        )
        post("invitation", person, f"invitation {fingerprint(token, 'invitation')}", words, by=by)
