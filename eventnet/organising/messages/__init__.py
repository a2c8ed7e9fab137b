"""Messages: one letter of the office to many of its people, each in their language, at a pace, none twice."""

from eventnet.organising.messages import merging  # noqa: F401 - they register what this part does
from eventnet.organising.messages import worker as worker
