"""What is done to many people of an event at once: chosen one by one, or all whom a filter asks for."""

from eventnet.organising.bulk import jobs  # noqa: F401 - the worker does what is long
