"""Work that takes longer than a page may: kept as a row, done by the worker step by step, seen while it runs."""

from eventnet.organising.jobs.kinds import works
from eventnet.organising.jobs.models import Job, start

__all__ = ["Job", "start", "works"]
