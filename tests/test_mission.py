"""What eventnet is for, from the list to the thank-you: three browsers, a mail server, codes on screens, all real."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import time_machine
from playwright.sync_api import Page, expect

from eventnet.db import db
from eventnet.followup.models import Meeting
from eventnet.rows import Rows
from tests.browsing import DESK, Live, Open
from tests.cast import BERLIN, NOW
from tests.smtp_server import deliver
from tests.steps import code_on, confirm, join, link_in, live_code_on, text_of, the_letter

pytestmark = pytest.mark.browser

LIST = Path(__file__).parent / "data" / "pretix-positions-de.csv"
GUEST, GUEST_MAIL = "José María de la Cruz Ibáñez", "ada.4@example.org"
FAY_MAIL = "fay@example.org"
DAY = timedelta(days=1)


def test_from_the_list_to_the_thank_you(live: Live, phone: Open, ticking: time_machine.Traveller) -> None:
    address = the_office_imports_its_list_and_prints_the_poster(live, phone)
    fay = fay_joins_from_the_poster(live, phone, address)
    jose = jose_claims_his_invitation(live, phone)
    they_swap_cards(fay, jose)
    fay_notes_what_they_talked_about(fay)

    ticking.move_to(NOW + DAY)
    fay_asks_for_a_meeting(live, fay)
    jose_answers_from_the_mail_without_signing_in(live, phone)
    meeting = both_get_an_invitation_for_their_calendar(live)

    ticking.move_to(meeting.starts_at - timedelta(hours=20))
    both_are_reminded(live)
    ticking.move_to(meeting.ends_at + timedelta(hours=3))
    both_say_that_they_met(live, phone, fay)
    fay_says_thank_you(live, fay)


def the_office_imports_its_list_and_prints_the_poster(live: Live, phone: Open) -> str:
    desk = phone(live.cast.dora, viewport=DESK)
    desk.goto(f"/e/{live.cast.event.slug}/people/import")
    desk.locator("input[type=file]").set_input_files(LIST)
    desk.get_by_role("button", name="Show what would happen").click()
    expect(desk.locator(".figure", has_text="New")).to_contain_text("46")
    expect(desk.locator(".figure", has_text="Left out")).to_contain_text("17")
    desk.get_by_role("button", name="Do this").click()
    expect(desk.get_by_text("Done: 46 new")).to_be_visible()
    desk.goto(f"/e/{live.cast.event.slug}/people")
    desk.get_by_role("button", name="Invite 36 people").click()
    expect(desk.get_by_text("36 letters are on their way.")).to_be_visible()
    desk.goto(f"/e/{live.cast.event.slug}/poster")
    sheet = desk.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    return code_on(desk.locator(".poster-qr"))


def fay_joins_from_the_poster(live: Live, phone: Open, address: str) -> Page:
    fay = phone()
    join(fay, address, FAY_MAIL)
    confirm(fay, live, FAY_MAIL)
    return fay


def jose_claims_his_invitation(live: Live, phone: Open) -> Page:
    jose = phone()
    jose.goto(link_in(the_letter(live, GUEST_MAIL), "/i/"))
    jose.get_by_role("button", name="Take my place").click()
    expect(jose.get_by_role("heading", name="My code")).to_be_attached()
    return jose


def they_swap_cards(fay: Page, jose: Page) -> None:
    """Fay's camera reads what stands on José's screen; his page tells him without being reloaded."""
    fay.goto(live_code_on(jose))  # his page's script puts it in the badge code's place
    fay.get_by_role("button", name="Swap cards").click()
    expect(fay.get_by_role("heading", name=f"You and {GUEST} have each other's card.")).to_be_visible()
    expect(jose.get_by_role("status").get_by_text("Fay Young")).to_be_visible(timeout=15_000)
    jose.goto("/contacts")
    expect(jose.get_by_role("link", name="Fay Young")).to_be_visible()


def fay_notes_what_they_talked_about(fay: Page) -> None:
    fay.get_by_label("What did you talk about?").fill("Test rigs for wheel bearings")
    fay.get_by_role("button", name="Note it").click()
    fay.goto("/contacts")
    expect(fay.get_by_text("Test rigs for wheel bearings")).to_be_visible()


def fay_asks_for_a_meeting(live: Live, fay: Page) -> None:
    fay.goto("/follow-up")
    fay.get_by_role("link", name=f"Ask {GUEST} for a meeting").click()
    expect(fay.get_by_label("What we talked about")).to_have_value("Test rigs for wheel bearings")
    fay.get_by_label("What I would like to ask").fill("May I write my thesis at your rig?")
    fay.get_by_label("What I can offer you").fill("A finite element model of the bearing")
    for number, (day, time) in enumerate((("2026-12-02", "10:30"), ("2026-12-03", "16:00"))):
        fay.get_by_label("Day").nth(number).fill(day)
        fay.get_by_label("Time", exact=True).nth(number).fill(time)
    fay.get_by_label("Place", exact=True).fill("Railworks, gate 2")
    fay.get_by_role("button", name="Look at the letter").click()
    expect(fay.get_by_text("This is what arrives. Nothing is sent yet.")).to_be_visible()
    fay.get_by_role("button", name="Send", exact=True).click()
    deliver(live.app)


def jose_answers_from_the_mail_without_signing_in(live: Live, phone: Open) -> None:
    letter = the_letter(live, GUEST_MAIL, about="Fay Young")
    assert str(letter["Reply-To"]).endswith(f"<{FAY_MAIL}>")
    elsewhere = phone()
    elsewhere.goto(link_in(letter, "/r/"))
    assert not re.search(r"/r/.{20,}", elsewhere.url)
    expect(elsewhere.get_by_text("May I write my thesis at your rig?")).to_be_visible()
    elsewhere.get_by_role("button", name=re.compile("3 Dec")).first.click()
    expect(elsewhere.get_by_text("Add to my calendar")).to_be_visible()
    assert elsewhere.request.get("/contacts", max_redirects=0).status == 303
    deliver(live.app)


def both_get_an_invitation_for_their_calendar(live: Live) -> Meeting:
    uids = set()
    for address in (FAY_MAIL, GUEST_MAIL):
        letter = the_letter(live, address)
        part = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
        assert part.get_param("method") == "REQUEST"
        calendar = icalendar.Calendar.from_ical(part.get_content())
        assert calendar["METHOD"] == "REQUEST"
        event = calendar.walk("VEVENT")[0]
        assert event["DTSTART"].dt == datetime.fromisoformat("2026-12-03T15:00:00+00:00")
        assert str(event["ATTENDEE"]) == f"mailto:{address}"
        assert event["LOCATION"] == "Railworks, gate 2"
        uids.add(str(event["UID"]))
    assert len(uids) == 1
    meeting = Rows(Meeting).first()
    assert meeting is not None
    assert meeting.zone == BERLIN
    return meeting


def both_are_reminded(live: Live) -> None:
    deliver(live.app)
    assert "Test rigs for wheel bearings" in text_of(the_letter(live, FAY_MAIL))
    assert "Fay Young" in text_of(the_letter(live, GUEST_MAIL))


def both_say_that_they_met(live: Live, phone: Open, fay: Page) -> None:
    deliver(live.app)
    elsewhere = phone()
    elsewhere.goto(link_in(the_letter(live, GUEST_MAIL), "/r/"))
    elsewhere.get_by_role("button", name="Yes, we met").click()
    fay.goto("/follow-up")
    fay.get_by_role("link", name=f"Did you meet {GUEST}?").click()
    fay.get_by_role("button", name="Yes, we met").click()
    expect(fay.get_by_text("You say: we met.")).to_be_visible()
    db.session.expire_all()
    meeting = Rows(Meeting).first()
    assert meeting is not None
    assert meeting.outcome == "held"
    db.session.commit()


def fay_says_thank_you(live: Live, fay: Page) -> None:
    fay.goto("/follow-up")
    fay.get_by_role("link", name=f"Thank {GUEST}").click()
    fay.get_by_role("region", name="Say thank you").or_(fay.locator("form", has_text="Send thanks")).locator(
        "textarea"
    ).first.fill("Thank you for the hour at the rig.")
    fay.get_by_role("button", name="Send thanks").click()
    deliver(live.app)
    assert "Thank you for the hour at the rig." in text_of(the_letter(live, GUEST_MAIL))
