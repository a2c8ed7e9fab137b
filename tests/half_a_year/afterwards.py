"""The meeting, and what keeps the two in touch after it."""

import re

from playwright.sync_api import expect

from tests.half_a_year.people import ADA, BEN, NOTE, PAPER, Story
from tests.steps import live_code_on, text_of, the_letter

THANKS = "Thank you for the hour at the rig."


def both_are_reminded_with_what_they_know(story: Story) -> None:
    assert NOTE in text_of(the_letter(story.live, ADA))
    reminder = text_of(the_letter(story.live, BEN))
    assert "Railworks, gate 2" in reminder
    assert "Ada Lindqvist" in reminder


def their_phones_see_each_other(story: Story) -> None:
    story.bens_code.goto("/code")
    story.ada.goto(live_code_on(story.bens_code))
    story.ada.get_by_role("button", name=re.compile("Swap cards|Met again")).first.click()
    expect(story.ada.get_by_role("button", name="Note it")).to_be_visible()


def ada_says_thank_you(story: Story) -> None:
    """Nobody had to be asked whether they met: their phones had said so."""
    ada = story.ada
    ada.goto("/follow-up")
    ada.get_by_role("link", name="Thank Ben Okafor").click()
    expect(ada.get_by_text("You met. Your phones saw each other")).to_be_visible()
    ada.get_by_label("Two lines of thanks").fill(THANKS)
    ada.get_by_role("button", name="Send thanks").click()
    expect(ada.get_by_role("heading", name="Your thanks")).to_be_visible()
    story.post()
    assert THANKS in text_of(the_letter(story.live, BEN))
    assert not story.live.smtp.to(BEN)[-1]["Subject"].startswith("Did you meet")


def ada_sets_a_rhythm(story: Story) -> None:
    ada = story.ada_opens_bens_card()
    ada.get_by_label("How often").select_option(label="Every three months")
    ada.locator("form", has=ada.get_by_label("How often")).get_by_role("button", name="Save").click()
    expect(ada.get_by_text(re.compile("Next around .*14 Apr"))).to_be_visible()


def ada_notes_his_favour(story: Story) -> None:
    ada = story.ada
    ada.get_by_role("link", name=re.compile("^(Favours|Note a favour)$")).click()
    ada.get_by_label("They did something for me").check()
    ada.get_by_label("What was it?").fill("Showed me the rig")
    ada.get_by_role("button", name="Note it").click()
    ada.get_by_role("button", name="Thanked").click()
    expect(ada.get_by_text("You said thank you")).to_be_visible()


def all_of_it_stands_in_their_history(story: Story) -> None:
    ada = story.ada_opens_bens_card()
    ada.get_by_role("link", name="All of your history").click()
    for words in (NOTE, PAPER, THANKS, "Showed me the rig"):
        expect(ada.get_by_text(words).first).to_be_visible()


def a_quiet_letter_reminds_her(story: Story) -> None:
    letter = the_letter(story.live, ADA)
    assert "Ben Okafor" in str(letter["Subject"])
    assert NOTE in text_of(letter)
    assert "List-Unsubscribe-Post" in letter
    story.ada.goto("/follow-up")
    expect(story.ada.locator(".nudge")).to_have_text([re.compile("Ben Okafor")])
