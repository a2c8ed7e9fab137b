"""Badges: who may print, whose are printed, what stands on them, and that every code on every sheet is read."""

from collections.abc import Callable

import pytest
import zxingcpp
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Membership
from eventnet.organising.badges import render
from eventnet.organising.badges.choosing import Choice
from eventnet.organising.badges.models import OWN, BadgeDesign, BadgePrint
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast, make_person

Browser = Callable[[Person], FlaskClient]
PAGE = "/e/career-day/badges"
CHOSEN = {name: str(value) for name, value in OWN.items()} | {
    "sheet": "card", "colour": "#f0715a", "ordered_by": "family", "whom": "all", "q": "", "skip": "0",
    "programme": "", "back_right": "0", "back_down": "0",
}  # fmt: skip


def print_all(client: FlaskClient, **more: str) -> bytes:
    answer = client.post(f"{PAGE}/sheets", data=CHOSEN | more)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.data.startswith(b"%PDF-")
    return answer.data


def names(cast: Cast, **more: str) -> list[str]:
    return [row.name for row in Choice(cast.event, **more).rows]


def helper_of(cast: Cast) -> Person:
    person = make_person("Hella Ruiz")
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=person.id, role="helper"))
    db.session.commit()
    return person


@pytest.mark.parametrize("path", ["", "/preview.png"])
def test_only_owner_and_staff_see_the_badges_page(cast: Cast, browser_of: Browser, path: str) -> None:
    assert browser_of(cast.dora).get(PAGE + path).status_code == 200
    for stranger in (cast.eve, cast.otto, cast.ada, helper_of(cast)):
        assert browser_of(stranger).get(PAGE + path).status_code == 404


@pytest.mark.parametrize("path", ["/sheets", "/test"])
def test_only_owner_and_staff_print_the_pile(cast: Cast, browser_of: Browser, path: str) -> None:
    for stranger in (cast.eve, cast.otto, helper_of(cast)):
        assert browser_of(stranger).post(PAGE + path, data=CHOSEN).status_code == 404
    assert browser_of(cast.dora).post(PAGE + path, data=CHOSEN).data.startswith(b"%PDF-")


def test_a_helper_prints_one_badge_at_the_desk(cast: Cast, browser_of: Browser) -> None:
    path = f"/e/career-day/people/{cast.at(cast.ben).code}/badge"
    answer = browser_of(helper_of(cast)).post(path)
    assert answer.data.startswith(b"%PDF-")
    assert [each.badge for each in Rows(BadgePrint)] == [cast.at(cast.ben).badge]
    assert browser_of(cast.otto).post(path).status_code == 404


def test_a_badge_of_another_event_is_not_printed_here(cast: Cast, browser_of: Browser) -> None:
    code = add_attendee(cast.elsewhere, cast.eve).code
    db.session.commit()
    assert browser_of(cast.dora).post(f"/e/career-day/people/{code}/badge").status_code == 404


def test_what_was_printed_is_not_printed_again_unless_asked_for(cast: Cast, browser_of: Browser) -> None:
    dora = browser_of(cast.dora)
    assert len(names(cast, whom="fresh")) == 3
    print_all(dora, whom="found", q="Railworks")
    assert names(cast, whom="fresh") == ["Cleo Brandt", "Ada Lindqvist"]
    print_all(dora, whom="fresh")
    assert names(cast, whom="fresh") == []
    assert dora.post(f"{PAGE}/sheets", data=CHOSEN | {"whom": "fresh"}).status_code == 303
    print_all(dora, whom="all")


def test_a_renewed_badge_is_to_be_printed_again(cast: Cast, browser_of: Browser) -> None:
    print_all(browser_of(cast.dora))
    cast.at(cast.ada).renew_badge()
    db.session.commit()
    assert names(cast, whom="fresh") == ["Ada Lindqvist"]


def test_the_order_is_the_chosen_one(cast: Cast) -> None:
    assert names(cast, ordered_by="family") == ["Cleo Brandt", "Ada Lindqvist", "Ben Okafor"]
    assert names(cast, ordered_by="name") == ["Ada Lindqvist", "Ben Okafor", "Cleo Brandt"]
    assert names(cast, ordered_by="organisation") == ["Ada Lindqvist", "Ben Okafor", "Cleo Brandt"]
    assert names(cast, ordered_by="listed") == ["Ada Lindqvist", "Ben Okafor", "Cleo Brandt"]


def test_a_revoked_badge_is_not_printed(cast: Cast) -> None:
    cast.at(cast.ben).badge_revoked_at = cast.event.starts_at
    db.session.flush()
    assert "Ben Okafor" not in names(cast)


def test_offers_stand_on_the_back_only_of_those_who_show_them(cast: Cast) -> None:
    cast.ada.offers, cast.ben.offers = ["Welding"], ["Test rigs"]
    cast.ben.shared = ["email"]
    db.session.flush()
    shown = {each["name"]: each["offers"] for each in render.badges_of(cast.event, Choice(cast.event).rows)}
    assert shown == {"Ada Lindqvist": ["Welding"], "Ben Okafor": [], "Cleo Brandt": []}


def test_choices_are_kept_for_the_next_time(cast: Cast, browser_of: Browser) -> None:
    dora = browser_of(cast.dora)
    chosen = CHOSEN | {"sheet": "l7165", "colour": "#123456", "back": "y", "ordered_by": "listed"}
    assert dora.post(PAGE, data=chosen).status_code == 303
    design = BadgeDesign.of(cast.event)
    assert (design.sheet, design.colour, design.back, design.ordered_by) == ("l7165", "#123456", True, "listed")
    page = dora.get(PAGE).get_data(as_text=True)
    assert 'value="#123456"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"colour": "#fff;"},
        {"sheet": "a7"},
        {"sheet": "own", "width": "30", "height": "20"},
        {"sheet": "own", "columns": "3"},
        {"width": "nan"},
        {"back_right": "inf"},
        {"skip": "-1"},
    ],
)
def test_what_cannot_be_printed_is_said_at_its_field(cast: Cast, browser_of: Browser, wrong: dict[str, str]) -> None:
    dora = browser_of(cast.dora)
    assert dora.post(PAGE, data=CHOSEN | wrong).status_code == 422
    assert dora.post(f"{PAGE}/sheets", data=CHOSEN | wrong).status_code == 422
    assert dora.get(f"{PAGE}/preview.png", query_string=CHOSEN | wrong).status_code == 422
    assert Rows(BadgeDesign).count() == 0


def test_a_look_prints_nothing_and_keeps_nothing(cast: Cast, browser_of: Browser) -> None:
    dora = browser_of(cast.dora)
    answer = dora.get(f"{PAGE}/preview.png", query_string=CHOSEN | {"sheet": "a6", "back": "y", "side": "back"})
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (Rows(BadgePrint).count(), Rows(BadgeDesign).count()) == (0, 0)


def test_the_preview_shows_the_first_badge_and_its_code(cast: Cast, browser_of: Browser) -> None:
    from io import BytesIO

    from PIL import Image

    answer = browser_of(cast.dora).get(f"{PAGE}/preview.png", query_string=CHOSEN | {"ordered_by": "name"})
    [read] = zxingcpp.read_barcodes(Image.open(BytesIO(answer.data)))
    assert read.text == f"HTTP://LOCALHOST/B/{cast.at(cast.ada).badge}"
    assert read.ec_level == "Q"


def test_letters_that_no_font_draws_are_listed_before_printing(cast: Cast, browser_of: Browser) -> None:
    cast.ben.name = "Ben \U00016f00\U00016f00"  # Miao: on no machine that prints badges
    db.session.commit()
    page = browser_of(cast.dora).get(f"{PAGE}?whom=all").get_data(as_text=True)
    assert "On 1 badge letters are missing" in page
    assert page.count("\U00016f00") == 3
    assert render.missing_glyphs(["Ada Lindqvist ßłøžąęő"]) == ""
