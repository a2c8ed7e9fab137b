"""The list of people: searched, filtered, in the order of names, page by page."""

import re

import pytest

from eventnet.db import db
from eventnet.directory import listing
from eventnet.directory.models import Entry
from eventnet.events import questions
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee, Question
from tests.cast import NOW, Cast, make_person
from tests.exchange.test_statements import counted


def here(cast: Cast, name: str, role: str = "attendee", **more: object) -> Attendee:
    place = add_attendee(cast.event, make_person(name, **more), role=role)
    place.claimed_at = NOW
    listing.let_find(place)
    return place


def seen(client, **asked: str) -> str:
    answer = client.get("/people", query_string=asked)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("muller", True),
        ("MUELLER", True),
        ("jürgen stellwerk", True),
        ("strasse", True),
        ("weichen", True),
        ("schweissen", True),
        ("wohnung", True),
        ("jurgen nobody", False),
        ("jurgen@example.org", False),
        ("secret", False),
        ("%", False),
        ("_", False),
    ],
)
def test_search_folds_and_reads_name_organisation_headline_offers_and_needs(
    cast: Cast, browser_of, words: str, found: bool
) -> None:
    here(
        cast, "Jürgen Müller", organisation="Stellwerk Straße", headline="Weichen", about="secret gardens",
        offers=["Schweißen"], needs=["Eine Wohnung"],
    )  # fmt: skip
    db.session.commit()
    page = seen(browser_of(cast.ada), q=words)
    assert ("Jürgen Müller" in page) == found
    assert ("Nobody found" in page) != found


def test_a_new_name_is_found_and_the_old_one_is_not(cast: Cast, browser_of) -> None:
    place = here(cast, "Finn Weber")
    place.person.name, place.person.headline = "Finn Adler", "Bridges"
    db.session.commit()
    ada = browser_of(cast.ada)
    assert "Finn Adler" in seen(ada, q="bridges adler")
    assert "Nobody found" in seen(ada, q="weber")


def test_a_role_and_what_somebody_offers_or_needs_are_filters(cast: Cast, browser_of) -> None:
    here(cast, "Greta Sand", role="mentor", offers=["Programmierung in Python"])
    here(cast, "Hana Ito", offers=["Cake"], needs=["Somebody for Python"])
    db.session.commit()
    ada = browser_of(cast.ada)
    for asked, found in (
        ({"role": "mentor"}, {"Greta"}),
        ({"role": "emperor"}, {"Greta", "Hana"}),
        ({"offers": "python"}, {"Greta"}),
        ({"offers": "programming"}, {"Greta"}),
        ({"offers": "prog"}, {"Greta"}),
        ({"needs": "python"}, {"Hana"}),
        ({"needs": "python", "role": "mentor"}, set()),
        ({"offers": "somebody"}, set()),
        ({"needs": "somebody"}, {"Hana"}),
    ):
        page = seen(ada, **asked)
        assert {name for name in ("Greta", "Hana") if f"{name} " in page} == found, asked


def test_answers_that_are_meant_for_it_are_shown_and_filter(cast: Cast, browser_of) -> None:
    shared = {"event_id": cast.event.id, "choices": [{"key": "c1", "en": "Rails"}, {"key": "c11", "en": "Roads"}]}
    track = Question(position=1, kind="one", label={"en": "Track"}, in_directory=True, **shared)
    days = Question(position=2, kind="many", label={"en": "Days"}, in_directory=True, **shared)
    secret = Question(position=3, kind="text", label={"en": "Diet"}, event_id=cast.event.id)
    db.session.add_all([track, days, secret])
    db.session.flush()
    greta, hana = here(cast, "Greta Sand"), here(cast, "Hana Ito")
    questions.set_answers(greta, {track: "c1", days: ["c1", "c11"], secret: "no gluten"})
    questions.set_answers(hana, {track: "c11", days: ["c11"]})
    db.session.commit()
    ada = browser_of(cast.ada)
    for question, key, found in ((track, "c1", {"Greta"}), (days, "c11", {"Greta", "Hana"}), (days, "c1", {"Greta"})):
        page = seen(ada, **{question.code: key})
        assert {name for name in ("Greta", "Hana") if f"{name} " in page} == found
    entry = Entry.of(greta).first()
    assert entry
    page = ada.get(f"/people/{entry.code}").get_data(as_text=True)
    assert "Rails, Roads" in page
    assert "gluten" not in page
    assert "Hana Ito" in seen(ada, **{secret.code: "no gluten"})


def test_the_list_is_paged_by_key_in_the_order_of_names_and_complete(cast: Cast, browser_of) -> None:
    for number in range(45):
        here(cast, f"{'ÅBC'[number % 3]}uest{number:02} Doe")
    db.session.commit()
    ada, order, url = browser_of(cast.ada), [], "/people?q=doe"
    for expected in (20, 20, 5):
        page = ada.get(url).get_data(as_text=True)
        names = [part.split("<")[0] for part in page.split('row-title" href="')[1:]]
        names = [name.split(">")[1] for name in names]
        assert len(names) == expected
        order += names
        url = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert len(set(order)) == 45
    assert order == sorted(order, key=lambda name: name.replace("Å", "A").casefold())


def test_what_stands_in_the_address_does_no_harm(cast: Cast, browser_of) -> None:
    for number in range(25):
        here(cast, f"Guest{number:02} Doe")
    db.session.commit()
    ada = browser_of(cast.ada)
    for odd in ("_external=1&_scheme=ftp&_anchor=x", "after=nobody", "after=%00", "q=%00", "event=", "q=" + "x" * 5000):
        assert ada.get(f"/people?{odd}").status_code in {200, 400, 404}, odd


def test_nothing_is_counted(cast: Cast, browser_of) -> None:
    for number in range(37):
        here(cast, f"Guest{number:02} Doe")
    db.session.commit()
    page = seen(browser_of(cast.ada)).split("</header>", 1)[1].split("</main>")[0]
    assert re.findall(r"\b\d+\b", re.sub(r"<[^>]*>", " ", page).replace("5th term", "")) == []


def test_the_page_takes_as_many_statements_for_three_as_for_thirty(cast: Cast, browser_of) -> None:
    ada, found = browser_of(cast.ada), []
    cast.ada.offers, cast.ada.needs = ["Python"], ["Welding"]
    for number in (3, 30):
        for each in range(number):
            here(cast, f"Guest{number}-{each} Doe", offers=["Welding"], needs=["Python"])
        db.session.commit()
        with counted() as statements:
            seen(ada)
        found.append(len(statements))
    assert found[0] == found[1] <= 15
