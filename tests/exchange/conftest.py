"""Fixtures of the exchange room."""

from tests.exchange.film import filmed  # noqa: F401 - a phone whose camera sees a film
