"""From a scan to a relationship: half a year of two people, one of whom answers from the mailbox and never signs in."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from eventnet.db import db
from eventnet.followup.models import Meeting
from eventnet.rows import Rows
from tests.browsing import Live, Open
from tests.cast import BERLIN
from tests.smtp_server import deliver
from tests.steps import code_on, link_in, text_of, the_letter
from tests.waiting import until

pytestmark = pytest.mark.browser

ADA, BEN = "ada@example.org", "ben@example.org"
NOTE, PAPER = "Their new rig for wheel bearings runs in March", "send the paper on bearings"


class Years:
    """The clock, which reads as people say it; and whatever the worker does by then is done."""

    def __init__(self, live: Live, clock: time_machine.Traveller) -> None:
        self.live, self.clock = live, clock

    def now_is(self, wall: str) -> None:
        self.clock.move_to(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(BERLIN)))
        deliver(self.live.app)


def test_from_a_scan_to_a_relationship(live: Live, phone: Open, ticking: time_machine.Traveller) -> None:
    live.cast.ben.language = "en"
    db.session.commit()
    years = Years(live, ticking)
    ada, bens = (phone(one, timezone_id=BERLIN) for one in (live.cast.ada, live.cast.ben))
    they_meet(ada, bens)
    years.now_is("2026-11-26T20:30")
    in_the_evening_ada_chooses_whom_to_meet_again(live, phone)
    years.now_is("2026-11-27T09:00")
    she_keeps_her_promise_first(live, ada)
    years.now_is("2026-11-28T10:00")
    she_asks_for_a_meeting(ada)
    years.now_is("2026-11-28T10:05")
    ben_names_other_times_from_the_mail(live, phone)
    ada_names_others_again(live, ada)
    ben_prefers_a_call_and_then_a_later_day(live, phone)
    years.now_is("2027-01-11T09:00")
    on_that_day_ada_is_told_and_asks_anew(live, ada)
    years.now_is("2027-01-11T09:05")
    ben_says_yes(live, phone)
    years.now_is("2027-01-13T16:00")
    both_are_reminded_with_what_they_know(live)
    years.now_is("2027-01-14T15:05")
    their_phones_see_each_other(ada, bens)
    years.now_is("2027-01-14T17:00")
    ada_says_thank_you(live, ada)
    she_remembers_what_he_did_and_keeps_in_touch(ada)
    years.now_is("2027-05-02T09:00")
    a_quiet_letter_reminds_her(live, ada)


def they_meet(ada: Page, bens: Page) -> None:
    bens.goto("/code")
    bens.wait_for_function("document.querySelector('.qr svg')?.getAttribute('viewBox')")
    until(lambda: "/P/" in code_on(bens.locator(".qr:visible")))
    ada.goto(code_on(bens.locator(".qr:visible")))
    ada.get_by_role("button", name="Swap cards").click()
    expect(ada.get_by_role("heading", name="You and Ben Okafor have each other's card.")).to_be_visible()
    ada.get_by_label("What did you talk about?").fill(NOTE)
    ada.get_by_role("button", name="Note it").click()
    open_contact(ada)
    ada.get_by_text("Add a promise").click()
    ada.get_by_label("I promised").check()
    ada.get_by_label("What?").fill(PAPER)
    ada.get_by_role("button", name="Add", exact=True).click()
    expect(ada.get_by_text(PAPER)).to_be_visible()


def in_the_evening_ada_chooses_whom_to_meet_again(live: Live, phone: Open) -> None:
    """From the letter, in a browser that knows nobody."""
    letter = the_letter(live, ADA)
    assert NOTE in text_of(letter)
    assert PAPER in text_of(letter)
    assert "List-Unsubscribe-Post" in letter
    page = phone(timezone_id=BERLIN)
    page.goto(link_in(letter, "/evenings/"))
    page.get_by_label("Ben Okafor").check()
    page.get_by_role("button", name="Meet them again").click()
    expect(page.get_by_text("Your next steps")).to_be_visible()


def she_keeps_her_promise_first(live: Live, ada: Page) -> None:
    ada.goto("/follow-up")
    assert ada.get_by_role("heading", level=2).first.inner_text() == "Promised"
    ada.locator(".promise", has_text=PAPER).get_by_role("link", name="Send it").click()
    ada.get_by_label("A link").fill("https://papers.example.org/bearings")
    ada.get_by_role("button", name="Look at the letter").click()
    ada.get_by_role("button", name="Send", exact=True).click()
    expect(ada.get_by_text("Your letter is on its way to Ben Okafor")).to_be_visible()
    deliver(live.app)
    letter = the_letter(live, BEN)
    assert "https://papers.example.org/bearings" in text_of(letter)
    assert str(letter["Reply-To"]).endswith(f"<{ADA}>")
    ada.goto("/follow-up")
    expect(ada.locator(".promise-kept", has_text=PAPER)).to_be_visible()


def she_asks_for_a_meeting(ada: Page, days: tuple[str, str] = ("2026-12-08", "2026-12-09")) -> None:
    open_contact(ada)
    ada.get_by_role("link", name="Ask for a meeting").first.click()
    ada.get_by_label("What we talked about").fill(NOTE)
    ada.get_by_label("What I would like to ask").fill("May I see the rig for an hour?")
    ada.get_by_label("What I can offer you").fill("My measurements of twelve bearings")
    name_times(ada, *days)
    ada.get_by_label("Place", exact=True).fill("Railworks, gate 2")
    ada.get_by_role("button", name="Look at the letter").click()
    ada.get_by_role("button", name="Send", exact=True).click()
    expect(ada.get_by_text("Your letter is on its way to Ben Okafor")).to_be_visible()


def ben_names_other_times_from_the_mail(live: Live, phone: Open) -> None:
    page = answering(live, phone)
    expect(page.get_by_text("May I see the rig for an hour?")).to_be_visible()
    page.get_by_text("Other times").click()
    name_times(page, "2026-12-10", "2026-12-11")
    page.get_by_role("button", name="Suggest these times").click()
    expect(page.get_by_text("What happens next")).to_be_visible()
    deliver(live.app)


def ada_names_others_again(live: Live, ada: Page) -> None:
    assert "Ben Okafor" in str(the_letter(live, ADA)["Subject"])
    ada.goto("/follow-up")
    ada.get_by_role("link", name="Ben Okafor suggests other times").click()
    ada.get_by_text("Other times", exact=True).click()
    name_times(ada, "2026-12-15", "2026-12-16")
    ada.get_by_role("button", name="Suggest these times").click()
    expect(ada.get_by_text("The times of Ben Okafor")).to_be_visible()
    deliver(live.app)


def ben_prefers_a_call_and_then_a_later_day(live: Live, phone: Open) -> None:
    page = answering(live, phone)
    page.get_by_text("A short call instead").click()
    page.get_by_label("A number, or a link").fill("+49 341 5551234")
    page.get_by_role("button", name=re.compile("15 Dec")).last.click()
    expect(page.get_by_text("Add to my calendar")).to_be_visible()
    deliver(live.app)
    assert "+49 341 5551234" in text_of(the_letter(live, ADA))
    page.get_by_text("Change my answer").click()
    page.get_by_text("Not now").click()
    page.get_by_label("Ask me again from").fill("2027-01-11")
    page.get_by_role("button", name="From this day").click()
    expect(page.get_by_text("What happens next")).to_be_visible()
    deliver(live.app)
    assert "11 Jan" in text_of(the_letter(live, ADA))


def on_that_day_ada_is_told_and_asks_anew(live: Live, ada: Page) -> None:
    assert "Ben Okafor" in str(the_letter(live, ADA)["Subject"])
    ada.goto("/follow-up")
    expect(ada.get_by_role("link", name="Ask Ben Okafor for a meeting")).to_be_visible()
    she_asks_for_a_meeting(ada, ("2027-01-14", "2027-01-15"))


def ben_says_yes(live: Live, phone: Open) -> None:
    page = answering(live, phone)
    page.get_by_role("button", name=re.compile("14 Jan")).first.click()
    expect(page.get_by_text("Add to my calendar")).to_be_visible()
    deliver(live.app)


def both_are_reminded_with_what_they_know(live: Live) -> None:
    assert NOTE in text_of(the_letter(live, ADA))
    reminder = text_of(the_letter(live, BEN))
    assert "Railworks, gate 2" in reminder
    assert "Ada Lindqvist" in reminder


def their_phones_see_each_other(ada: Page, bens: Page) -> None:
    bens.goto("/code")
    until(lambda: "/P/" in code_on(bens.locator(".qr:visible")))
    ada.goto(code_on(bens.locator(".qr:visible")))
    ada.get_by_role("button", name="Swap cards").or_(ada.get_by_role("button", name="Met again")).first.click()
    expect(ada.get_by_role("heading", level=1)).to_contain_text("Ben Okafor")


def ada_says_thank_you(live: Live, ada: Page) -> None:
    """Nobody had to be asked whether they met: their phones had said so."""
    with_meeting = Rows(Meeting).where(Meeting.cancelled_at.is_(None)).first()
    assert with_meeting is not None
    assert with_meeting.outcome == "held"
    db.session.commit()
    ada.goto("/follow-up")
    ada.get_by_role("link", name="Thank Ben Okafor").click()
    ada.get_by_label("Two lines of thanks").fill("Thank you for the hour at the rig.")
    ada.get_by_role("button", name="Send thanks").click()
    deliver(live.app)
    assert "Thank you for the hour at the rig." in text_of(the_letter(live, BEN))


def she_remembers_what_he_did_and_keeps_in_touch(ada: Page) -> None:
    open_contact(ada)
    ada.get_by_label("How often").select_option(label="Every three months")
    ada.get_by_role("button", name="Save", exact=True).last.click()
    open_contact(ada)
    ada.get_by_role("link", name=re.compile("^(Favours|Note a favour)$")).click()
    ada.get_by_label("They did something for me").check()
    ada.get_by_label("What was it?").fill("Showed me the rig")
    ada.get_by_role("button", name="Note it").click()
    ada.get_by_role("button", name="Thanked").click()
    expect(ada.get_by_text("You said thank you")).to_be_visible()
    open_contact(ada)
    ada.get_by_role("link", name="All of your history").click()
    for words in (NOTE, PAPER, "Thank you for the hour at the rig.", "Showed me the rig"):
        expect(ada.get_by_text(words).first).to_be_visible()


def a_quiet_letter_reminds_her(live: Live, ada: Page) -> None:
    letter = the_letter(live, ADA)
    assert "Ben Okafor" in text_of(letter)
    assert NOTE in text_of(letter)
    assert "List-Unsubscribe-Post" in letter
    ada.goto("/follow-up")
    expect(ada.get_by_role("link", name="Ben Okafor").first).to_be_visible()


def answering(live: Live, phone: Open) -> Page:
    """What the newest letter to Ben leads to, in a browser that knows nobody."""
    page = phone(timezone_id=BERLIN)
    page.goto(link_in(the_letter(live, BEN), "/r/"))
    return page


def open_contact(page: Page) -> None:
    page.goto("/contacts")
    page.get_by_role("link", name="Ben Okafor").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ben Okafor")


def name_times(page: Page, *days: str) -> None:
    for number, day in enumerate(days):
        page.get_by_label("Day").locator("visible=true").nth(number).fill(day)
        page.get_by_label("Time", exact=True).locator("visible=true").nth(number).fill("15:00")
