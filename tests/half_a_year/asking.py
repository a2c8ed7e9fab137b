"""The promise is kept first; then a meeting is asked for, times go back and forth, and at last there is one."""

import re

from playwright.sync_api import expect

from tests.half_a_year.people import ADA, BEN, NOTE, PAPER, Story, name_times
from tests.steps import text_of, the_letter


def ada_keeps_her_promise_first(story: Story) -> None:
    ada = story.ada
    ada.goto("/follow-up")
    expect(ada.get_by_role("heading", level=2).first).to_have_text("Promised")
    ada.locator(".promise", has_text=PAPER).get_by_role("link", name="Send it").click()
    ada.get_by_label("A link").fill("https://papers.example.org/bearings")
    send_to_ben(story)
    letter = the_letter(story.live, BEN)
    assert "https://papers.example.org/bearings" in text_of(letter)
    assert str(letter["Reply-To"]).endswith(f"<{ADA}>")
    ada.goto("/follow-up")
    expect(ada.locator(".promise-kept", has_text=PAPER)).to_be_visible()


def ada_asks_for_a_meeting(story: Story, *days: str) -> None:
    ada = story.ada_opens_bens_card()
    ada.get_by_role("link", name="Ask for a meeting").first.click()
    ada.get_by_label("What we talked about").fill(NOTE)
    ada.get_by_label("What I would like to ask").fill("May I see the rig for an hour?")
    ada.get_by_label("What I can offer you").fill("My measurements of twelve bearings")
    name_times(ada, *days)
    ada.get_by_label("Place", exact=True).fill("Railworks, gate 2")
    send_to_ben(story)


def send_to_ben(story: Story) -> None:
    story.ada.get_by_role("button", name="Look at the letter").click()
    story.ada.get_by_role("button", name="Send", exact=True).click()
    expect(story.ada.get_by_text("Your letter is on its way to Ben Okafor")).to_be_visible()
    story.post()


def ben_names_other_times(story: Story) -> None:
    ben = story.ben_opens_his_letter()
    expect(ben.get_by_text("May I see the rig for an hour?")).to_be_visible()
    ben.get_by_text("Other times").click()
    name_times(ben, "2026-12-10", "2026-12-11")
    ben.get_by_role("button", name="Suggest these times").click()
    expect(ben.get_by_text("What happens next")).to_be_visible()
    story.post()


def ada_names_others_again(story: Story) -> None:
    ada = story.ada
    assert "Ben Okafor" in str(the_letter(story.live, ADA)["Subject"])
    ada.goto("/follow-up")
    ada.get_by_role("link", name="Ben Okafor suggests other times").click()
    ada.get_by_text("Other times", exact=True).click()
    name_times(ada, "2026-12-15", "2026-12-16")
    ada.get_by_role("button", name="Suggest these times").click()
    expect(ada.get_by_text("The times of Ben Okafor")).to_be_visible()
    story.post()


def ben_prefers_a_call(story: Story) -> None:
    ben = story.ben_opens_his_letter()
    ben.get_by_text("A short call instead").click()
    ben.get_by_label("A number, or a link").fill("+49 341 5551234")
    ben.get_by_role("button", name=re.compile("15 Dec")).last.click()
    expect(ben.get_by_text("Add to my calendar")).to_be_visible()
    story.post()
    assert "+49 341 5551234" in text_of(the_letter(story.live, ADA))


def then_ben_would_rather_be_asked_later(story: Story) -> None:
    ben = story.ben
    ben.get_by_text("Change my answer").click()
    ben.get_by_text("Not now").click()
    ben.get_by_label("Ask me again from").fill("2027-01-11")
    ben.get_by_role("button", name="From this day").click()
    expect(ben.get_by_text("What happens next")).to_be_visible()
    story.post()
    assert "11 Jan" in text_of(the_letter(story.live, ADA))


def on_that_day_ada_is_told(story: Story) -> None:
    assert "Ben Okafor" in str(the_letter(story.live, ADA)["Subject"])
    story.ada.goto("/follow-up")
    expect(story.ada.get_by_role("link", name="Ask Ben Okafor for a meeting")).to_be_visible()


def ben_says_yes(story: Story) -> None:
    ben = story.ben_opens_his_letter()
    ben.get_by_role("button", name=re.compile("14 Jan")).first.click()
    expect(ben.get_by_text("Add to my calendar")).to_be_visible()
    story.post()
