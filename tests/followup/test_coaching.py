"""The coach hits what makes a letter hard to answer and leaves good letters alone, in both languages."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Encounter
from eventnet.followup import coaching, requests
from eventnet.followup.lettering.rules import FIELDS as LETTER_FIELDS
from eventnet.followup.lettering.rules import RULES as LETTER_RULES
from eventnet.followup.models import MeetingRequest
from tests.cast import Cast
from tests.followup.conftest import draft, make_contact
from tests.followup.letter_sentences import ENGLISH as LETTERS_ENGLISH
from tests.followup.letter_sentences import GERMAN as LETTERS_GERMAN
from tests.followup.letter_sentences import GOOD
from tests.followup.sentences import ENGLISH, GERMAN, TOGETHER

LETTERS = LETTERS_ENGLISH + LETTERS_GERMAN
ALONE = {rule.key: rule.field for rule in coaching.RULES if not rule.more and not rule.questions}


def open_ones(field: str, text: str) -> str:
    hints = coaching.hints_on("Ben", {field: text})
    return " ".join(hint.key for hint in hints if hint.is_open and ALONE.get(hint.key) == field)


@pytest.mark.parametrize("sentences", [ENGLISH, GERMAN], ids=["en", "de"])
def test_each_sentence_gets_the_hint_that_it_needs_and_no_other(app, sentences):
    found = [(field, text, open_ones(field, text)) for field, text, _expected in sentences]
    assert found == sentences
    assert len(sentences) >= 30


@pytest.mark.parametrize(("typed", "key", "is_open"), TOGETHER)
def test_the_fields_are_read_together(app, typed, key, is_open):
    assert {hint.key: hint.is_open for hint in coaching.hints_on("Ben", typed)}[key] is is_open


def test_every_rule_has_hits_and_misses():
    keys = [key for _field, _text, key in ENGLISH + GERMAN] + [key for _typed, key, _is in TOGETHER]
    assert {rule.key for rule in coaching.RULES} == set(keys) - {""}


def remembered(cast: Cast, ask: str = "", offer: str = "") -> set[str]:
    contact = requests.contact_with(cast.ada, cast.ben)
    outlook = requests.outlook(cast.ada, contact)
    return {hint.key for hint in coaching.remembered(cast.ada, contact, ask, offer, outlook)}


LETTER = "Would you read my first page and say where you stopped?"


def test_a_letter_that_went_to_somebody_else_is_noticed(story: Cast):
    requests.propose(story.ada, story.cleo, draft(ask=LETTER))
    assert remembered(story, "Would you please read my first page and say where you stopped?") == {"copied"}
    assert remembered(story, "May I see the rig on a Tuesday morning?") == set()


def test_an_old_letter_is_forgotten(story: Cast):
    sent = requests.propose(story.ada, story.cleo, draft(ask=LETTER))
    sent.sent_at = now() - timedelta(days=31)
    assert remembered(story, LETTER) == set()


@pytest.mark.parametrize(("offers", "offer", "expected"), [
    (["", ""], "", {"only-asks"}),
    (["", ""], "My notes", set()),
    (["", "My notes"], "", set()),
    ([""], "", set()),
])  # fmt: skip
def test_who_has_asked_twice_and_given_nothing_is_asked_what_they_give(story: Cast, offers, offer, expected):
    for given in offers:
        sent = requests.propose(story.ada, story.ben, draft(offer=given))
        sent.close()
        db.session.flush()
    assert remembered(story, "May I see the rig?", offer) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(59, {"too-soon"}), (61, set())])
def test_right_after_the_talk_it_says_that_tonight_is_soon_enough(story: Cast, minutes: int, expected):
    first, second = sorted((story.ada.id, story.ben.id))
    at = now() - timedelta(minutes=minutes)
    db.session.add(Encounter(event_id=story.event.id, first_id=first, second_id=second, how="live", met_at=at, turn=1))
    assert remembered(story) == expected


def test_a_full_week_is_said_before_the_letter_is_written(story: Cast):
    story.ben.requests_a_week = 1
    make_contact(story.cleo, story.ben, story)
    requests.propose(story.cleo, story.ben, draft())
    assert remembered(story) == {"pace"}


def test_what_others_sent_is_not_looked_at(story: Cast):
    make_contact(story.cleo, story.ben, story)
    requests.propose(story.cleo, story.ben, draft(ask=LETTER))
    assert MeetingRequest.sent_by(story.ada).count() == 0
    assert remembered(story, LETTER) == set()


@pytest.mark.browser
def test_the_page_reads_as_the_server_does(live, phone):
    """The same rules, applied by the page's own script to every sentence, of requests and of short letters."""
    page = phone(live.cast.ada)
    page.goto("/profile")
    typed = [{field: "" for field in coaching.FIELDS} | {field: text} for field, text, _key in ENGLISH + GERMAN]
    typed += [{field: "" for field in coaching.FIELDS} | given for given, _key, _is in TOGETHER]
    assert found_by(page, coaching.RULES, typed) == [open_keys(coaching.RULES, texts) for texts in typed]
    for opener, rules in LETTER_RULES.items():
        letters = [written(*sentence) for sentence in LETTERS if sentence[0] == opener]
        assert found_by(page, rules, letters) == [open_keys(rules, texts) for texts in letters]


def written(opener: str, number: int, text: str, _key: str) -> dict[str, str]:
    return dict(zip(LETTER_FIELDS, GOOD[opener], strict=True)) | {f"line_{number}": text}


def open_keys(rules: Sequence[coaching.Rule], texts: dict[str, str]) -> list[str]:
    return [hint.key for hint in coaching.hints_on("Ben", texts, rules, list(texts)) if hint.is_open]


def found_by(page: Page, rules: Sequence[coaching.Rule], typed: list[dict[str, str]]) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        """async ([rules, typed]) => {
          const main = document.querySelector("script[type=module]").src;
          const { isBroken } = await import(new URL("followup/reading.js", main));
          return typed.map((texts) => rules.filter((rule) => isBroken(rule, texts)).map(({ key }) => key));
        }""",
        [[dict(rule.data) | {"key": rule.key} for rule in rules], typed],
    )
    return found
