"""The letter that there is a report: no name and no word of it, as mailboxes are read by others, too."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.web.languages import speaking


def reported(event: Event, member: Person) -> None:
    """At most one an hour and member, however many reports there are."""
    with speaking(member.language):
        words = Words(
            subject=_("Somebody at %(event)s was reported", event=event.name),
            paragraphs=[_("An attendee asks your team to look at how somebody behaves. Please do so soon.")],
            actions=[(_("Look at the reports"), address_of("organising.reports", slug=event.slug))],
        )
        post("report", member, f"report {event.id} {member.id} {now():%Y%m%d%H}", words)
