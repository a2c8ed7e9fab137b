"""What the worker clears away in this room."""

from eventnet.events import finding
from eventnet.mail.worker import every_minute
from eventnet.organising.models import ImportDraft


@every_minute
def drop_old_drafts() -> None:
    """A list that nobody said yes to within a day is gone."""
    ImportDraft.drop_old()


@every_minute
def fold_names() -> None:
    """Of people who came by a version that did not know the column yet."""
    finding.catch_up()
