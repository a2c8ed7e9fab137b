"""Two pages for a dean: what happened, and what came of it. No personal data; in whichever language is asked for."""

from typing import Any

from flask_babel import gettext as _

from eventnet.events.models import Event
from eventnet.organising.badges import render
from eventnet.organising.numbers import charts, showing
from eventnet.organising.numbers.after import After
from eventnet.organising.numbers.counting import Share
from eventnet.organising.numbers.showing import Table
from eventnet.organising.numbers.today import Today
from eventnet.web.filters import day, span, when
from eventnet.web.languages import speaking

WIDTH, HALF = 640, 302  # in pixels of 3/4 pt: between the margins, and half of it beside a gap


def values(event: Event, today: Today, after: After, language: str) -> dict[str, Any]:
    """All that the report says, for `pdf`, which needs no database any more."""
    with speaking(language):
        return {
            "language": language,
            "title": _("Report: %(event)s", event=event.name),
            "event": event.name,
            "where": f"{span(event.starts_at, event.ends_at, event.zone)} · {event.place}",
            "by": event.organiser.name,
            "pages": [_happened(event, today), _came_of_it(after)],
            "legend": [_("offered"), _("looked for")],
            "few": _("No bar: fewer than five people."),
            "foot": _foot(event, today, after),
        }


def pdf(values: dict[str, Any]) -> bytes:
    return render.pages("report.typ", values)


def _happened(event: Event, today: Today) -> dict[str, Any]:
    return {
        "title": _("What happened"),
        "lead": _met_words(today),
        "figures": [
            [_("Arrived"), str(today.arrived)],
            [_("Joined"), str(today.joined)],
            [_("E-mail confirmed"), str(today.confirmed)],
            [_("Have met somebody"), str(today.met)],
        ],
        "words": _exchange_words(event, today),
        "charts": [[_drawn(showing.of_the_whole(event, today), WIDTH)]],
        "notes": [_("How these numbers are made"), *_notes()],
    }


def _came_of_it(after: After) -> dict[str, Any]:
    words = [_drawn(table, HALF) for table in showing.of_words_in_two(after) if table.rows]
    return {
        "title": _("What came of it"),
        "lead": headline_words(after),
        "figures": [],
        "words": " ".join(filter(None, [held_words(after), matched_words(after)])),
        "charts": [[_drawn(table(after), HALF) for table in (showing.of_steps, showing.of_waits)], words],
        "notes": [],
    }


def headline_words(after: After) -> str:
    """The number that matters, in words."""
    if not after.headline:
        return _("How many exchanges led to a second meeting is not known yet, or of too few people to be told.")
    return _(
        "Of %(exchanges)s exchanges, %(seconds)s led to a second meeting: %(percent)s of 100.",
        exchanges=str(after.exchanges),
        seconds=str(after.seconds),
        percent=after.headline.percent,
    )


def held_words(after: After) -> str:
    if not after.held:
        return ""
    median = showing.median_words(after.median)
    return _("Half of the %(held)s meetings were held %(when)s.", held=str(after.held), when=median)


def matched_words(after: After) -> str:
    said = after.wording
    share = Share(said.met, said.looking)
    if not share:
        return ""
    return _(
        "%(looking)s people said what they look for; for %(percent)s of 100 of them somebody here offered it.",
        looking=str(said.looking),
        percent=share.percent,
    )


def _met_words(today: Today) -> str:
    if not today.share:
        return _("Too few people met each other to be told in numbers.")
    return _(
        "%(joined)s people joined, and %(percent)s of 100 of them exchanged cards with somebody.",
        joined=str(today.joined),
        percent=today.share.percent,
    )


def _exchange_words(event: Event, today: Today) -> str:
    if not today.exchanges:
        return ""
    words = [_("Cards were exchanged %(number)s times.", number=str(today.exchanges))]
    best = max(showing.of_the_whole(event, today).rows, key=lambda row: row[1][0].drawn, default=None)
    if best and best[1][0]:
        words.append(_("The most at %(label)s: %(number)s.", label=best[0], number=str(best[1][0])))
    if today.unmet:
        words.append(_("At least %(number)s of those who joined exchanged no card.", number=str(today.unmet)))
    return " ".join(words)


def _notes() -> list[str]:
    return [
        _("An exchange is two people of whom one scanned the other's code, and so gave a card. A pair counts once."),
        _("A meeting counts as held once one of the two says so and the other one does not deny it."),
        _("What people did is rounded down to fives, and nothing is told of fewer than five people."),
        _("Who met whom is known to the two alone."),
    ]


def _foot(event: Event, today: Today, after: After) -> str:
    then, morning = when(today.until, event.zone), day(after.until, event.zone)
    return _("Exchanges until %(then)s; meetings until the morning of %(day)s", then=then, day=morning)


def _drawn(table: Table, width: int) -> dict[str, Any]:
    return {"title": table.title, "svg": charts.on_paper(table.chart, width), "name": table.name}
