"""What stays of an event that closes: its numbers as the report had them, none of fewer than five people."""

from typing import Any

from eventnet.events.models import Event
from eventnet.organising.numbers import report
from eventnet.organising.numbers.keeping import afters, todays
from eventnet.web.languages import LANGUAGES


def frozen(event: Event) -> dict[str, Any]:
    """By language, as the PDF is drawn from it."""
    today, after = todays(event), afters(event)
    return {code: report.values(event, today, after, code) for code in LANGUAGES}
