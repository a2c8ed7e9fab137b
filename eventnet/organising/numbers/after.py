"""What came of it, as it may be seen: counted up to the last midnight at the event."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.organising.numbers import hours, outcomes
from eventnet.organising.numbers.counting import Cell, Count, Share, Tally, tabulated
from eventnet.organising.numbers.outcomes import Asked
from eventnet.organising.numbers.today import exchanges_until
from eventnet.organising.numbers.wording import Wording, wording

# The key of a bucket is its end in days from the talk; the last one has none.
ENDS = (7, 14, 28, 56, None)


class After(Struct, frozen=True):
    until: datetime
    exchanges: Count
    seconds: Count  # exchanges that a second meeting came of
    sent: Count
    answered: Count
    agreed: Count
    held: Count
    waits: list[Cell]  # from the talk to the meeting
    wording: Wording

    @property
    def headline(self) -> Share:
        return Share(self.seconds, self.exchanges)

    @property
    def steps(self) -> list[Cell]:
        return [Cell(name, getattr(self, name)) for name in ("sent", "answered", "agreed", "held")]

    @property
    def median(self) -> str:
        """The key of the bucket by whose end half of the meetings were held; empty if too few."""
        half, so_far = sum(cell.count.drawn for cell in self.waits) / 2, 0
        for cell in self.waits:
            so_far += cell.count.drawn
            if so_far and so_far >= half:
                return cell.key
        return ""


def after(event: Event) -> After:
    return counted_until(event, hours.last_midnight(now(), event.zone))


def counted_until(event: Event, until: datetime) -> After:
    found = outcomes.asked(event, until)
    held, waits = _waits([one for one in found if one.is_held])
    return After(
        until=until,
        exchanges=exchanges_until(event, until),
        seconds=_of(outcomes.pairs(found)),
        sent=_of(outcomes.tally(found)),
        answered=_of(outcomes.tally(found, lambda one: one.is_answered)),
        agreed=_of(outcomes.tally(found, lambda one: one.is_agreed)),
        held=held,
        waits=waits,
        wording=wording(event),
    )


def _of(tally: Tally) -> Count:
    return Count.of(tally.number, tally.people)


def _waits(held: Sequence[Asked]) -> tuple[Count, list[Cell]]:
    by_end: dict[int | None, list[Asked]] = {end: [] for end in ENDS}
    for one in held:
        if one.wait is not None:
            by_end[next((end for end in ENDS if end and one.wait < timedelta(days=end)), None)].append(one)
    total, counts = tabulated([outcomes.tally(found) for found in by_end.values()], outcomes.tally(held))
    return total, [Cell(str(end or ""), count) for end, count in zip(ENDS, counts, strict=True)]
