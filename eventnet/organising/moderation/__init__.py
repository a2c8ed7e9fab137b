"""What attendees report, and what a team may do about it: pause somebody, keep an address out."""

from eventnet.organising.moderation import merging  # noqa: F401 - what becomes of reports when two people are one
