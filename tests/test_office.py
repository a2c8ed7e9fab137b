"""The week of an events office, from the spreadsheet on Thursday to the empty list afterwards, in real browsers."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from eventnet.db import db, reading
from eventnet.events import joining
from eventnet.events.models import Attendee
from eventnet.people.models import Person
from tests.browsing import DESK, Live, Open
from tests.cast import NOW
from tests.exchange.scans import live as live_code
from tests.exchange.scans import scan_meanwhile
from tests.smtp_server import deliver
from tests.steps import link_in, text_of, the_letter

pytestmark = pytest.mark.browser

PEOPLE = (
    "Ines Abel",
    "Jo Berg",
    "Kim Celik",
    "Lu Dorn",
    "Mo Engel",
    "Nia Falk",
    "Ole Graf",
    "Pia Horn",
    "Qi Ito",
    "Ria Jahn",
    "Sam Kent",
    "Tia Lenz",
)
HELPER_MAIL = "helper@example.org"
EVENING = NOW + timedelta(hours=9)


def mail_of(name: str) -> str:
    return f"{name.split()[0].lower()}@example.org"


def test_the_week_of_an_events_office(live: Live, phone: Open, ticking: time_machine.Traveller, tmp_path: Path) -> None:
    slug = live.cast.event.slug
    ticking.move_to(NOW - timedelta(days=2))
    office = phone(live.cast.dora, viewport=DESK)
    the_list_comes_in_with_columns_of_its_own(office, slug, tmp_path)
    the_same_list_changes_nothing(office, slug, tmp_path)
    badges_come_out_and_can_be_scanned(office, slug)
    helper = a_helper_joins_the_team(live, phone, office, slug)

    ticking.move_to(NOW)
    people_arrive_at_the_desk(helper, live, slug)
    the_day_moves_while_scans_arrive(live, phone, slug, ticking)

    ticking.move_to(EVENING)
    the_office_writes_to_everybody(live, office, slug, ticking)
    the_report_is_printed(office, slug)
    the_event_is_closed_and_purged(live, office, slug, ticking)


def the_list_comes_in_with_columns_of_its_own(office: Page, slug: str, tmp_path: Path) -> None:
    upload(office, slug, tmp_path)
    expect(office.locator(".figure", has_text="New")).to_contain_text("12")  # names and addresses were guessed
    office.get_by_role("link", name="Wrong columns?").click()
    office.get_by_label("Organisation").select_option(label="Haus · Railworks")
    row = office.get_by_role("row", name=re.compile("Ines Abel"))
    expect(row.get_by_role("cell", name="Railworks")).to_be_visible()  # as it would become
    office.get_by_role("button", name="Go on").click()
    expect(office.locator(".figure", has_text="New")).to_contain_text("12")
    office.get_by_role("button", name="Do this").click()
    expect(office.get_by_text("Ines Abel")).to_be_visible()


def the_same_list_changes_nothing(office: Page, slug: str, tmp_path: Path) -> None:
    """And its columns are known by now."""
    upload(office, slug, tmp_path)
    expect(office.locator(".figure", has_text="New")).to_contain_text("0")


def upload(office: Page, slug: str, tmp_path: Path) -> None:
    rows = "\n".join(f"{name};{mail_of(name)};Railworks" for name in PEOPLE)
    path = tmp_path / "thursday.csv"
    path.write_text(f"Wer kommt;Erreichbar;Haus\n{rows}\n")
    office.goto(f"/e/{slug}/people/import")
    office.locator("input[type=file]").set_input_files(path)
    office.get_by_role("button", name="Show what would happen").click()


def badges_come_out_and_can_be_scanned(office: Page, slug: str) -> None:
    office.goto(f"/e/{slug}/badges")
    shown = office.request.get(office.locator("img[src*='preview.png']").first.get_attribute("src") or "")
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(shown.body())))
    assert code.text.rpartition("/")[2] in set(db.session.scalars(select(Attendee.badge)))
    db.session.rollback()
    with office.expect_download() as printed:
        office.get_by_role("button", name=re.compile("Print .* badges")).click()
    assert printed.value.path().read_bytes().startswith(b"%PDF")


def a_helper_joins_the_team(live: Live, phone: Open, office: Page, slug: str) -> Page:
    office.goto(f"/e/{slug}/team")
    office.get_by_label("E-mail").fill(HELPER_MAIL)
    office.get_by_label("Helper").check()
    office.get_by_role("button", name="Send the invitation").click()
    deliver(live.app)
    helper = phone()
    helper.goto(link_in(the_letter(live, HELPER_MAIL), "/t/"))
    helper.get_by_label("Your name").fill("Hal Helper")
    helper.get_by_role("button", name="Join the team").click()
    helper.goto(f"/e/{slug}/desk")
    expect(helper.get_by_role("heading", name="Desk")).to_be_visible()
    reply = helper.goto(f"/e/{slug}/people")
    assert reply
    assert reply.status == 404
    return helper


def people_arrive_at_the_desk(helper: Page, live: Live, slug: str) -> None:
    helper.goto(f"/e/{slug}/desk")
    helper.get_by_label("Search by name").fill("ines")
    helper.get_by_role("button", name="Search").click()
    helper.get_by_role("button", name="Arrived Ines Abel").click()
    expect(helper.get_by_role("button", name="Undo Ines Abel").first).to_be_visible()
    db.session.rollback()
    assert db.session.scalar(select(func.count()).where(Attendee.arrived_at.is_not(None))) == 1
    db.session.rollback()


def the_day_moves_while_scans_arrive(live: Live, phone: Open, slug: str, ticking: time_machine.Traveller) -> None:
    today = phone(live.cast.dora, viewport=DESK)
    today.clock.install()
    today.goto(f"/e/{slug}/today")
    expect(today.locator(".figure-main")).not_to_contain_text("10")
    with reading(False):  # the page of the day is open beside it
        they_swap_cards_in_pairs(live)
    ticking.shift(timedelta(minutes=16))
    today.clock.fast_forward("01:00")
    expect(today.locator(".figure-main")).to_contain_text("10")


def they_swap_cards_in_pairs(live: Live) -> None:
    """Ten of the twelve; with three others from before, five have met nobody, fewer could be told from the ten."""
    db.session.rollback()
    people = {person.name: person for person in db.session.scalars(select(Person).where(Person.name.in_(PEOPLE)))}
    for person in people.values():
        joining.join(live.cast.event, person)
    for name, other in zip(PEOPLE[:10:2], PEOPLE[1:10:2], strict=True):
        code = live_code(live.cast.at(people[other])).removeprefix("HTTP://LOCALHOST")  # a path is of any host
        db.session.commit()
        scan_meanwhile(people[name], code)


def the_office_writes_to_everybody(live: Live, office: Page, slug: str, ticking: time_machine.Traveller) -> None:
    office.goto(f"/e/{slug}/messages")
    office.get_by_role("link", name="These are your people").click()
    office.get_by_role("button", name="Look at it").click()
    office.get_by_role("button", name="Send it").click()
    deliver(live.app)
    ticking.shift(timedelta(minutes=5))  # the pace
    deliver(live.app)
    letter = the_letter(live, mail_of("Ines Abel"))
    assert "Jo Berg" in text_of(letter)
    assert "Kim Celik" not in text_of(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def the_report_is_printed(office: Page, slug: str) -> None:
    office.goto(f"/e/{slug}/after")
    for language in ("English", "Deutsch"):
        with office.expect_download() as printed:
            office.get_by_role("link", name=f"Report: {language}").click()
        assert printed.value.path().read_bytes().startswith(b"%PDF")


def the_event_is_closed_and_purged(live: Live, office: Page, slug: str, ticking: time_machine.Traveller) -> None:
    ticking.move_to(live.cast.event.ends_at + timedelta(days=1))
    office.goto(f"/e/{slug}/closing")
    office.get_by_label(re.compile("type")).or_(office.locator("input[name$=typed]")).fill(live.cast.event.name)
    office.get_by_role("button", name="Close the event").click()
    expect(office.get_by_text("This event closes on")).to_be_visible()
    ticking.shift(timedelta(days=2))
    for _round in range(3):
        deliver(live.app)
    office.reload()
    expect(office.get_by_text("The list is deleted for good.")).to_be_visible()
    db.session.rollback()
    kept = db.session.scalars(select(Attendee.listed_email).where(Attendee.event_id == live.cast.event.id))
    assert set(kept) <= {None}
