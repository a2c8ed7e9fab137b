"""The letter as its reader will see it, before it is sent."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.followup import mail
from eventnet.followup.models import MeetingRequest, Slot
from eventnet.mail.outbox import Words
from eventnet.web.filters import clock
from eventnet.web.languages import speaking


@dataclass(frozen=True)
class Preview:
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
    return [twice_words(slot, request) for slot in request.slots if comes_twice(slot.starts_wall, request.tz)]


def comes_twice(wall: datetime, zone: ZoneInfo) -> bool:
    """In the night when the clocks go back."""
    return wall.replace(tzinfo=zone, fold=0).utcoffset() != wall.replace(tzinfo=zone, fold=1).utcoffset()


def twice_words(slot: Slot, request: MeetingRequest) -> str:
    return _(
        "%(time)s comes twice that night, because the clocks go back. The first one is meant.",
        time=clock(slot.starts_at, request.tz),
    )
