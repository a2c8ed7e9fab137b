"""The day itself, the evening after it, and the next steps that come of it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.half_a_year.people import ADA, BEN, NOTE, PAPER, Story
from tests.steps import link_in, live_code_on, text_of, the_letter

STEPS = {"Ben Okafor": "By Fri 27 Nov", "Cleo Brandt": "By Mon 30 Nov", "Dora Meyer": "By Tue 1 Dec"}


def they_meet(story: Story) -> None:
    """Ada scans Ben's code, notes what they talked about and what she promised him; and she meets three others."""
    ada = story.ada
    story.bens_code.goto("/code")
    ada.goto(live_code_on(story.bens_code))
    ada.get_by_role("button", name="Swap cards").click()
    expect(ada.get_by_role("heading", name="You and Ben Okafor have each other's card.")).to_be_visible()
    ada.get_by_label("What did you talk about?").fill(NOTE)
    ada.get_by_text("I promised…").click()
    ada.get_by_label("I promised", exact=True).fill(PAPER)
    ada.get_by_role("button", name="Note it").click()
    expect(ada.locator(".promise", has_text=PAPER)).to_be_visible()
    story.bens_card = ada.url
    story.ada_meets(story.live.cast.cleo, story.live.cast.dora, story.live.cast.otto)


def in_the_evening_ada_chooses_three(story: Story) -> None:
    """Each gets a day of their own; the fourth rests."""
    letter, ada = the_letter(story.live, ADA), story.ada
    assert letter["Subject"].startswith("Which three do you want to meet again?")
    for words in (NOTE, PAPER, "Otto Kern"):
        assert words in text_of(letter)
    assert "List-Unsubscribe-Post" in letter
    assert "/evenings/" in text_of(the_letter(story.live, BEN))
    ada.goto(link_in(letter, "/evenings/"))
    for name in STEPS:
        ada.get_by_label(name).check()
    ada.get_by_role("button", name="Meet them again").click()
    expect(ada.get_by_text("Your next steps")).to_be_visible()
    are_next(ada.locator("main .task"), *STEPS)


def ben_is_done_and_dora_may_rest(story: Story) -> None:
    """Whom she has written to is no step any more; who was not chosen is suggested nowhere."""
    ada = story.ada
    are_next(steps_on(ada), "Cleo Brandt", "Dora Meyer")
    expect(ada.locator("main")).not_to_contain_text("Otto Kern")
    ada.get_by_role("link", name="Dora Meyer").click()
    ada.get_by_role("button", name="Let it rest").click()
    expect(ada.get_by_text("Dora Meyer rests. Nobody hears of it.")).to_be_visible()
    are_next(steps_on(ada), "Cleo Brandt")


def steps_on(page: Page) -> Locator:
    """On the Follow-up page."""
    section = page.locator("section", has=page.get_by_role("heading", name="Your next steps"))
    return section.locator(".task")


def are_next(rows: Locator, *names: str) -> None:
    """These, in this order, each with its day, and nobody else."""
    expect(rows).to_have_text([re.compile(rf"{name}( again)?\s*{STEPS[name]}") for name in names])
