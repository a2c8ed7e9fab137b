"""The coach beside short letters hits what spoils them and leaves good ones alone, in both languages."""

from datetime import timedelta

import pytest

from eventnet.clock import now
from eventnet.exchange import promising
from eventnet.followup import coaching, lettering
from eventnet.followup.lettering import hints
from eventnet.followup.lettering.openers import OPENERS
from eventnet.followup.lettering.rules import FIELDS, RULES
from tests.cast import Cast
from tests.followup.letter_sentences import ENGLISH, GERMAN, GOOD, TOGETHER


def open_ones(opener: str, lines: list[str]) -> list[str]:
    found = coaching.hints_on("Ben", dict(zip(FIELDS, lines, strict=True)), RULES[opener], FIELDS)
    return [hint.key for hint in found if hint.is_open]


@pytest.mark.parametrize("sentences", [ENGLISH, GERMAN], ids=["en", "de"])
def test_each_line_gets_the_hint_that_it_needs_and_no_other(app, sentences):
    found = []
    for opener, number, text, _key in sentences:
        lines = list(GOOD[opener])
        lines[number - 1] = text
        found.append((opener, number, text, " ".join(open_ones(opener, lines))))
    assert found == sentences
    assert len(sentences) >= 30


@pytest.mark.parametrize(("opener", "lines", "key"), TOGETHER)
def test_the_lines_are_read_together(app, opener, lines, key):
    assert key in open_ones(opener, lines)
    assert key not in open_ones(opener, GOOD[opener])


def test_every_rule_has_a_hit_in_each_language():
    both = {(opener, rule.key) for opener, rules in RULES.items() for rule in rules if rule.key not in TOGETHER_KEYS}
    for sentences in (ENGLISH, GERMAN):
        assert {(opener, key) for opener, _line, _text, key in sentences if key} == both


TOGETHER_KEYS = {key for _opener, _lines, key in TOGETHER}


def remembered(cast: Cast, opener: str, text: str = "", due_in: int = 0) -> set[str]:
    contact = promised_contact(cast)
    due_at = now() + timedelta(days=due_in)
    return {hint.key for hint in hints.remembered(cast.ada, contact, OPENERS[opener], text, due_at)}


def promised_contact(cast: Cast):
    from eventnet.exchange.models import Contact

    return Contact.held_by(cast.ada).where(Contact.subject_id == cast.ben.id).first()


COPY = "Thank you for showing me how a rig shakes a bogie"


def test_a_letter_that_went_to_somebody_else_is_noticed(story: Cast):
    lettering.send(story.ada, story.cleo, "thanks", [COPY, "", ""])
    assert remembered(story, "thanks", COPY) == {"copied"}
    assert remembered(story, "thanks", "For the strain gauges that you lent to me") == set()


def test_what_i_promised_stands_before_what_i_ask(story: Cast):
    promise = promising.make(story.ada, story.ben, "mine", "My thesis")
    assert remembered(story, "advice") == {"owed"}
    assert remembered(story, "thanks") == set()
    promising.keep(promise)
    assert remembered(story, "advice") == set()


def test_a_full_week_is_said_before_it_is_written(story: Cast):
    assert remembered(story, "advice", due_in=2) == {"pace"}
