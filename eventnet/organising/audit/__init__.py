"""The audit list: what organisers did to whose data. They read it, and so does the person whose data it is."""

from eventnet.organising.audit import merging  # noqa: F401 - registers what becomes of lines when two people are one
from eventnet.organising.audit.noting import note

__all__ = ["note"]
