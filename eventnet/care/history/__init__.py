"""History with a person: what all rooms remember of two people, in one timeline for one of them.

`@tells("meeting")` registers a source of moments; `reading` puts the sources together, page by page.
"""

from eventnet.care.history import between, kept, said, written  # noqa: F401 - they register what they tell
from eventnet.care.history.moments import Moment, Pair, Told, tells
from eventnet.care.history.reading import Page, everything, page_of

__all__ = ["Moment", "Page", "Pair", "Told", "everything", "page_of", "tells"]
