"""The team of an organiser: who is in it, with which role, and who is invited into it."""

from eventnet.organising.team import merging  # noqa: F401 - what becomes of them when two people are one
