"""Birthday and new job: days on which kind words are welcome. A birthday has no year: nobody need say their age."""

from collections.abc import Iterator
from datetime import date, timedelta

from babel.dates import format_date, get_month_names

from eventnet.clock import now
from eventnet.people.models import Person
from eventnet.web.languages import language

LEAP = 2000  # a year that has each day
NEWS = timedelta(days=365)  # so long a job is new
DAYS = {"en": "d MMMM", "de": "d. MMMM"}
MONTHS = {"en": "MMMM y", "de": "MMMM y"}


def birthday_of(month: str, day: str) -> str | None:
    """`03-29`; None when there is no such day."""
    try:
        return date(LEAP, int(month), int(day)).strftime("%m-%d")
    except ValueError:
        return None


def birthday_words(person: Person) -> str:
    """3 May"""
    if not person.birthday:
        return ""
    return format_date(date.fromisoformat(f"{LEAP}-{person.birthday}"), DAYS[language()], locale=language())


def job_words(person: Person) -> str:
    """May 2026, from that day on for a year."""
    since = person.job_since
    if since is None or not since <= now().date() < since + NEWS:
        return ""
    return format_date(since, MONTHS[language()], locale=language())


def month_choices() -> list[tuple[str, str]]:
    names = get_month_names("wide", "stand-alone", language())
    return [("", "–"), *((f"{number:02}", name) for number, name in sorted(names.items()))]


def day_choices() -> Iterator[tuple[str, str]]:
    yield "", "–"
    yield from ((f"{number:02}", str(number)) for number in range(1, 32))


def days_around(today: date, back: int, ahead: int) -> dict[str, date]:
    """By `03-29` the days near today. Who was born on a 29 February is thought of a day earlier in other years."""
    near = [today + timedelta(days=step) for step in range(-back, ahead + 1)]
    found = {day.strftime("%m-%d"): day for day in near}
    if "02-28" in found and "02-29" not in found:
        found["02-29"] = found["02-28"]
    return found


def set_birthday(person: Person, birthday: str | None) -> None:
    person.birthday = birthday


def set_job(person: Person, since: date | None) -> None:
    """That it is news is known from the day on which it is said."""
    if since != person.job_since:
        person.job_since, person.job_told_at = since, now() if since else None
