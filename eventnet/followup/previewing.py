"""The letter as its reader will see it, before it is sent."""

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.addresses import address_of
from eventnet.followup import mail
from eventnet.followup.models import MeetingRequest, Slot
from eventnet.mail.outbox import Words
from eventnet.walltime import comes_twice
from eventnet.web.languages import speaking


class Preview(Struct, frozen=True):
    """Words in the reader's language; remarks in the writer's."""

    request: MeetingRequest
    words: Words
    remarks: list[str]

    @classmethod
    def of(cls, request: MeetingRequest) -> "Preview":
        with speaking(request.recipient.language):
            words = mail.request_words(request, address_of("followup.index"))
        return cls(request, words, remarks_on(request))


def remarks_on(request: MeetingRequest) -> list[str]:
    return [twice_words(slot) for slot in request.slots if comes_twice(slot.starts_wall, request.zone)]


def twice_words(slot: Slot) -> str:
    return _(
        "%(time)s comes twice that night, because the clocks go back. The first one is meant.",
        time=f"{slot.starts_wall:%H:%M}",
    )
