"""What a kind of event begins with, and what a new attendee begins with at an event."""

import pytest

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.claiming import claim, new_invitation
from eventnet.events.models import KINDS, Event
from eventnet.events.models.event import WITH_DIRECTORY
from eventnet.events.presets import PRESETS
from eventnet.web.languages import speaking
from tests.cast import Cast, make_event, make_person
from tests.events.test_founding import FILLED, create, stored


def test_each_kind_has_a_preset_and_events_from_before_find_people_as_it_says():
    assert tuple(PRESETS) == KINDS
    assert {kind for kind, preset in PRESETS.items() if preset.directory} == WITH_DIRECTORY


def test_no_preset_gives_a_card_that_nobody_said_to_give():
    assert {preset.badge_default for preset in PRESETS.values()} == {"ask"}


def test_the_kind_is_chosen_first_and_says_in_words_what_it_brings(cast: Cast, browser_of):
    page = browser_of(cast.dora).get("/events/new").get_data(as_text=True)
    assert page.count("/events/new?kind=") == len(KINDS)
    assert "Asks: Study programme, Year of graduation" in page
    assert "a scanned badge: Ask me first" in page
    assert page.count("No list of people") == 1


@pytest.mark.parametrize(("kind", "asked"), [("congress", ["Track or topic"]), ("association", ["Membership"])])
def test_what_the_kind_brings_is_ticked_before_it_is_saved(cast: Cast, browser_of, kind: str, asked: list[str]):
    dora = browser_of(cast.dora)
    page = dora.get(f"/events/new?kind={kind}").get_data(as_text=True)
    assert all(words in page for words in asked)
    key = PRESETS[kind].asks[0].key
    assert f'name="asks" type="checkbox" value="{key}"' in page
    create(dora, cast, kind=kind, asks=[key], badge_default="open", directory="off")
    event = stored("jobmesse-koeln-2027")
    assert event
    assert [question.words for question in event.asks] == asked
    assert [question.preset for question in event.asks] == [key]
    assert (event.badge_default, event.directory_is_on) == ("open", False)


def test_what_was_unticked_is_not_asked(cast: Cast, browser_of):
    create(browser_of(cast.dora), cast)
    event = stored("jobmesse-koeln-2027")
    assert event
    assert event.asks == []
    assert (event.badge_default, event.directory_is_on) == ("ask", False)


def test_a_question_of_another_kind_is_refused(cast: Cast, browser_of):
    assert create(browser_of(cast.dora), cast, kind="congress", asks=["membership"]).status_code == 422
    assert stored("jobmesse-koeln-2027") is None


def test_questions_of_a_preset_speak_both_languages(cast: Cast, browser_of):
    create(browser_of(cast.dora), cast, kind="association", asks=["membership"])
    event = stored("jobmesse-koeln-2027")
    assert event
    [question] = event.asks
    with speaking("de"):
        german = list(question.options.values())
    assert set(question.label) == {"en", "de"}
    assert next(iter(question.options.values())) == "Member"
    assert len(german) == 3


def test_settings_change_what_new_attendees_begin_with(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    dora.post("/e/career-day/settings", data=FILLED | {"badge_default": "closed", "directory": "off"})
    event = stored("career-day")
    assert event
    assert (event.badge_default, event.directory_is_on) == ("closed", False)
    dora.post("/e/career-day/settings", data=FILLED)
    assert (event.badge_default, event.directory_is_on) == ("closed", False), "what is not sent stays"
    assert dora.post("/e/career-day/settings", data=FILLED | {"badge_default": "all"}).status_code == 422
    assert cast.at(cast.ada).sharing == "ask", "who is in keeps what they have"


@pytest.mark.parametrize("default", ["ask", "open", "closed"])
def test_who_joins_begins_as_the_event_says(cast: Cast, default: str):
    cast.event.badge_default = default
    attendee = joining.join(cast.event, cast.eve)
    assert attendee.sharing == default
    attendee.sharing = "ask"
    joining.join(cast.event, cast.eve)
    assert attendee.sharing == "ask", "joining again overrides nothing"


@pytest.mark.parametrize(("default", "before"), [("ask", "ask"), ("open", "ask"), ("closed", "closed")])
def test_a_badge_gives_no_card_of_somebody_who_never_came_in(cast: Cast, default: str, before: str):
    cast.event.badge_default = default
    attendee = joining.add_attendee(cast.event, make_person("Fay Young"))
    assert attendee.sharing == before
    token = new_invitation(attendee)
    db.session.commit()
    claimed, _entry = claim(token, "Phone", "en")
    assert claimed.sharing == default


def test_an_event_says_that_a_badge_gives_cards_before_somebody_joins(cast: Cast, client):
    line = "A scan of your printed badge gives your card at once here."
    assert line not in client.get("/e/career-day").get_data(as_text=True)
    cast.event.badge_default = "open"
    db.session.commit()
    assert line in client.get("/e/career-day").get_data(as_text=True)


def test_an_event_that_decided_nothing_is_as_its_kind(cast: Cast):
    fair = make_event(cast.dora, "fair", "Fair", kind="job_fair")
    assert (cast.event.directory_is_on, fair.directory_is_on) == (True, False)
    assert isinstance(fair, Event)
    fair.directory = True
    assert fair.directory_is_on
