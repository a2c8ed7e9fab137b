"""The only clock: every moment in eventnet is aware UTC and comes from here."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
