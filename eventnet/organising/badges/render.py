"""From rows to a PDF: what stands on a badge, in the event's first language, handed to the press."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.assets import TEMPLATES
from eventnet.events.models import Event
from eventnet.events.questions import answers_of
from eventnet.events.words import ROLE_WORDS
from eventnet.organising.badges.choosing import organisation_of
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.badges.sheets import Sheet
from eventnet.refusals import Refused
from eventnet.web.filters import span
from eventnet.web.languages import speaking

PRESS = Path(__file__).with_name("press.py")
TYPST = TEMPLATES / "typst"
PATIENCE = 25  # seconds; the web server waits for 30
PREVIEW_DPI = 180
INK, WHITE = "#18203a", "#ffffff"

Badge = dict[str, Any]
Job = dict[str, Any]


def badges_of(event: Event, rows: list[Any]) -> list[Badge]:
    """What is printed of each. Offers and searches only of those who show them on their card."""
    first = _language(event)
    with speaking(first):
        roles = {role: str(words) for role, words in ROLE_WORDS.items()}
        said = answers_of([row.id for row in rows], "on_badge")
        lines = {id_: " · ".join(each.text for each in answers) for id_, answers in said.items()}
    before = address_of("exchange.badge_page", code="").upper()
    return [_badge(row, roles, before) | {"line": lines.get(row.id, "")} for row in rows]


def _badge(row: Any, roles: dict[str, str], before: str) -> Badge:
    return {
        "name": " ".join(row.name.split()),
        "organisation": " ".join(organisation_of(row).split()),
        "role": roles[row.role],
        "handle": row.handle,
        "address": before + row.badge,
        "offers": _shown(row, "offers", row.offers, row.profile_offers),
        "needs": _shown(row, "needs", row.needs, row.profile_needs),
    }


def _shown(row: Any, field: str, here: list[str] | None, everywhere: list[str]) -> list[str]:
    return (everywhere if here is None else here) if field in row.shared else []


def sample(event: Event) -> list[Badge]:
    """Nobody: long words to judge the paper by, and a code that leads to the event's page."""
    with speaking(_language(event)):
        example = {
            "name": _("Alexandra Example"), "organisation": _("Scan me: the event's page opens"),
            "role": str(ROLE_WORDS["attendee"]), "handle": "TEST",
            "address": address_of("events.event", slug=event.slug), "offers": [_("A test")], "needs": [_("Good paper")],
        }  # fmt: skip
    return [example]


def sheets(design: BadgeDesign, event: Event, badges: list[Badge], skip: int = 0) -> Job:
    """All of them; `skip` is how many labels of the first sheet are gone already."""
    sheet = design.measures
    empty: list[Badge | None] = [None] * (skip % sheet.number)
    return _job(design, event, [*empty, *badges], sheet)


def alone(design: BadgeDesign, event: Event, badges: list[Badge]) -> Job:
    """The first one on paper of its own size; of a folded sheet the whole of it."""
    return _job(design, event, list(badges[:1]), design.measures.single)


def test_sheet(design: BadgeDesign, event: Event) -> Job:
    return _job(design, event, list(sample(event)), design.measures) | {"test": True}


def pdf(job: Job) -> bytes:
    """Takes seconds for thousands and needs no database: end the transaction before."""
    return _press("pdf", job)


def preview(job: Job, page: int = 0) -> bytes:
    """As PNG, without marks; page 1 is the back."""
    return _press("png", job | {"marks": False, "shift": [0, 0]}, page)


def pages(template: str, values: dict[str, Any]) -> bytes:
    """Another of our templates as PDF."""
    return _run({"do": "pdf", "root": str(TYPST), "template": str(TYPST / template), "job": values | {"badges": []}})


def drawn(template: str, values: dict[str, Any], kind: str = "pdf", ppi: int = PREVIEW_DPI) -> bytes:
    """A sheet of another template: what is printed comes as `values`. Its first page, if it is to be a PNG."""
    job = values | {"badges": []}
    return _run({"do": kind, "root": str(TYPST), "template": str(TYPST / template), "ppi": ppi, "page": 0, "job": job})


def missing_glyphs(texts: list[str]) -> str:
    """The characters that no font on this machine can draw."""
    wanted = "".join(sorted(set("".join(texts))))
    return str(json.loads(_run({"do": "missing", "root": str(TYPST), "of": wanted})))


def _job(design: BadgeDesign, event: Event, badges: list[Any], sheet: Sheet) -> Job:
    return {
        "sheet": sheet.as_json,
        "colour": design.colour,
        "on-colour": ink_on(design.colour),
        "back": design.back,
        "shift": [design.back_right, design.back_down],
        "marks": design.marks,
        "programme": design.programme.replace("\r\n", "\n"),
        "test": False,
        "badges": badges,
        "words": _words(event),
    }


def _words(event: Event) -> dict[str, str]:
    with speaking(_language(event)):
        return {
            "title": _("Badges: %(event)s", event=event.name),
            "language": _language(event),
            "event": event.name,
            "place": f"{span(event.starts_at, event.ends_at, event.zone)}\n{event.place}",
            "offers": _("I offer"),
            "needs": _("I am looking for"),
            "programme": _("Programme"),
            "notes": _("Whom I met"),
            "ruler": _("This line is 50 mm long"),
        }


def _language(event: Event) -> str:
    return event.languages[0] if event.languages else "en"


def ink_on(colour: str) -> str:
    """Dark or white words, whichever stands out more (relative luminance, WCAG 2.2)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return WHITE if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.2 else INK


def _press(kind: str, job: Job, page: int = 0) -> bytes:
    template = str(TYPST / "badges.typ")
    return _run({"do": kind, "root": str(TYPST), "template": template, "ppi": PREVIEW_DPI, "page": page, "job": job})


def _run(task: dict[str, Any]) -> bytes:
    """In a process of its own; what it complains about may hold names and stays unread."""
    command = [sys.executable, "-I", str(PRESS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command, input=json.dumps(task).encode(), capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused("press-slow", _("The badges took too long to draw. Please print fewer at once.")) from None
    if done.returncode:
        raise Refused("press-failed", _("The badges could not be drawn. Nothing was marked as printed."))
    return done.stdout
