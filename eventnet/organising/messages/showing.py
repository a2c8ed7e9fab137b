"""What the page of a message says beside its numbers."""

from flask_babel import gettext as _

from eventnet.organising.messages.models import Message
from eventnet.walltime import comes_twice


def twice(message: Message) -> str:
    """In the night when the clocks go back."""
    event = message.event
    if message.state != "scheduled" or not message.due_wall or not message.due_at:
        return ""
    if not comes_twice(message.due_wall, event.zone):
        return ""
    return _(
        "%(time)s comes twice that night, because the clocks go back. The first one is meant.",
        time=f"{message.due_wall:%H:%M}",
    )
