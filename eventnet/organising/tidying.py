"""What the worker clears away in this room."""

from eventnet.mail.worker import every_minute
from eventnet.organising.models import ImportDraft


@every_minute
def drop_old_drafts() -> None:
    """A list that nobody said yes to within a day is gone."""
    ImportDraft.drop_old()
