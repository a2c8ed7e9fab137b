"""Today, After and the report as they are seen: by whom, in which words, as charts, tables, files and on paper."""

import csv
import io
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from eventnet.db import db
from eventnet.events.models import Event, Membership
from eventnet.exchange.models import Scan
from eventnet.mail.models import Letter
from eventnet.organising.numbers import charts, files, report, showing
from eventnet.organising.numbers.charts import Bar
from eventnet.organising.numbers.counting import FEW, Count
from eventnet.organising.numbers.keeping import afters, todays
from eventnet.organising.numbers.showing import Table
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person
from tests.exchange.test_statements import counted
from tests.organising.crowd import Crowd, crowd

PAGES = ("today", "today/now", "today.csv", "after", "after.csv?of=words", "report.pdf?language=de")
LATER = NOW + timedelta(days=100)


def of(event: Event, page: str) -> str:
    return f"/e/{event.slug}/{page}"


@pytest.fixture
def busy(cast: Cast) -> Event:
    """Otto's congress: forty came and met, ten asked and met again."""
    people = crowd(40, exchanges=120)
    people.offers, people.needs = [["Python"]] * 20 + [[]] * 20, [["<b>Welding</b>"]] * 40
    people.asked = {pair: ("held", 10) for pair in list(people.met)[:15]}
    return kept(cast.elsewhere, people)


def kept(event: Event, people: Crowd) -> Event:
    people.store(event)
    db.session.commit()
    return event


@pytest.fixture
def otto(cast: Cast, browser_of) -> FlaskClient:
    return browser_of(cast.otto)


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("staff", 200), ("helper", 404)])
def test_numbers_are_for_the_office(cast: Cast, browser_of, role: str, status: int, page: str) -> None:
    member = make_person("Mia Vogt")
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=member.id, role=role))
    assert browser_of(member).get(of(cast.event, page)).status_code == status


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["ada", "eve", "otto"])
def test_for_everybody_else_they_are_not_there(cast: Cast, browser_of, who: str, page: str) -> None:
    assert browser_of(getattr(cast, who)).get(of(cast.event, page)).status_code == 404


@pytest.mark.parametrize("size", [3, 4, 9])
def test_no_page_and_no_file_has_a_number_under_five(cast: Cast, otto: FlaskClient, travel, size: int) -> None:
    """Beside times of day, days, weeks and shares, which are of numbers that may be seen."""
    people = crowd(size, exchanges=size * 2)
    people.asked = {pair: ("held", 1) for pair in people.met}
    kept(cast.elsewhere, people)
    travel.move_to(LATER)
    for page in PAGES[:-1]:
        numbers = [int(each) for each in re.findall(r"\d+", said(otto, of(cast.elsewhere, page)))]
        assert [number for number in numbers if number < 5] == [], page


def said(client: FlaskClient, address: str) -> str:
    """The words of what is counted."""
    html = text_of(client, address)
    html = html.split("</nav>")[-1].split("<footer")[0] if "<html" in html else html
    words = re.sub(r"<[^>]+>", " ", html.replace("\\n", " ").replace('\\"', '"'))
    for other in (r"\d\d?:\d\d", r"\d+ (Nov|Mar)\w*( \d{4})?", r"(\d to )?\d+ weeks?", r"\d+ of 100", r"\d+ %"):
        words = re.sub(other, " ", words)
    return words


def test_nobody_is_named_in_any_of_them(busy: Event, otto: FlaskClient, travel) -> None:
    travel.move_to(LATER)
    for page in PAGES[:-1]:
        assert "Guest" not in text_of(otto, of(busy, page)), page


def test_a_part_that_nobody_has_changed_is_not_sent_again(busy: Event, otto: FlaskClient, travel) -> None:
    page = text_of(otto, of(busy, "today"))
    etag = re.search(r'data-etag="(\w+)"', page)
    assert etag
    again = otto.get(of(busy, "today/now"), headers={"If-None-Match": f'"{etag[1]}"'})
    assert (again.status_code, again.data) == (304, b"")
    travel.shift(timedelta(minutes=31))
    fresh = otto.get(of(busy, "today/now"), headers={"If-None-Match": f'"{etag[1]}"'})
    assert "Exchanges until 11:00: 120" in fresh.json["html"]
    assert fresh.json["html"] in text_of(otto, of(busy, "today"))


def test_without_a_script_a_link_shows_the_page_anew(busy: Event, otto: FlaskClient) -> None:
    page = text_of(otto, of(busy, "today"))
    assert re.search(rf'href="{of(busy, "today")}"[^>]*>.*?Refresh', page)
    assert "http-equiv" not in page


def test_who_looks_again_within_seconds_asks_no_table(busy: Event, otto: FlaskClient) -> None:
    otto.get(of(busy, "today"))
    with counted() as statements:
        otto.get(of(busy, "today"))
    assert not any("encounter" in statement for statement in statements)


def test_the_number_that_matters_is_a_sentence(busy: Event, otto: FlaskClient, travel) -> None:
    travel.move_to(LATER)
    page = text_of(otto, of(busy, "after"))
    assert "Of 120 exchanges, 15 led to a second meeting: 12 of 100." in page
    assert "Half of the 15 meetings were held within 2 weeks of the talk." in page


def test_an_empty_event_says_when_something_will_be_there(cast: Cast, browser_of, travel) -> None:
    travel.shift(-timedelta(hours=3))
    page = text_of(browser_of(cast.otto), of(cast.elsewhere, "today"))
    assert "after the first quarter-hour of the event: Thu 26 Nov, 09:30" in page


def test_each_problem_of_five_people_says_what_to_do(cast: Cast, busy: Event, otto: FlaskClient, travel) -> None:
    travel.shift(timedelta(minutes=45))
    everybody = Rows(Person).where(Person.name.startswith("Guest")).order_by(Person.id).all()
    for number, person in enumerate(everybody[:16]):
        failed = NOW if number < 7 else None
        db.session.add(letter(person, number, failed))
        db.session.add(scan(busy, person, number, "unknown", None, NOW))
        db.session.add(scan(busy, person, number + 100, "given", busy.id, NOW + timedelta(hours=3)))
    for number in range(6):
        stranger = make_person(f"Stranger{number} Doe")
        db.session.add(scan(busy, stranger, number, "invited-only", busy.id, NOW))
    db.session.commit()
    page = text_of(otto, of(busy, "today"))
    for words in (
        "Letters to 5 people came back since yesterday.",
        "Letters to 5 people wait for more than ten minutes.",
        "15 people scanned codes in the last hour",
        "5 people who are not on the list",
        "The clocks of 15 phones are fast",
        "No mail server is set",
    ):
        assert words in page
    assert page.count('class="notice notice-warning"') == 6


def letter(person: Person, number: int, failed_at) -> Letter:
    words = {"kind": "invitation", "language": "en", "subject": "", "text": "", "html": "", "to_name": "x"}
    return Letter(
        **words, key=f"l{number}", message_id=f"l{number}", to_address="x@example.org", to_person_id=person.id,
        due_at=NOW, failed_at=failed_at,
    )  # fmt: skip


def scan(event: Event, person: Person, number: int, outcome: str, event_id: int | None, at) -> Scan:
    seen = {"scanner_id": person.id, "uuid": f"odd-{number}", "how": "badge", "outcome": outcome}
    return Scan(**seen, event_id=event_id, scanned_at=at, received_at=NOW + timedelta(minutes=5))


def test_problems_of_four_people_are_not_shown(cast: Cast, busy: Event, otto: FlaskClient) -> None:
    for number, person in enumerate(Rows(Person).where(Person.name.startswith("Guest")).limit(4)):
        db.session.add(letter(person, number, NOW))
    db.session.commit()
    assert "came back" not in text_of(otto, of(busy, "today"))


@pytest.mark.parametrize(("page", "lines"), [("today.csv", 5), ("after.csv", 5), ("after.csv?of=times", 6)])
def test_a_file_holds_what_the_table_shows(busy: Event, otto: FlaskClient, travel, page: str, lines: int) -> None:
    travel.move_to(NOW if page == "today.csv" else LATER)
    file = otto.get(of(busy, page))
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    html = text_of(otto, of(busy, page.split(".")[0]))
    assert len(rows) == lines
    for row in rows:
        for cell in row:
            assert f">{cell}</t" in html, cell
    assert "attachment" in file.headers["Content-Disposition"]


def test_a_file_that_is_not_there_is_not_found(busy: Event, otto: FlaskClient) -> None:
    assert otto.get(of(busy, "after.csv?of=people")).status_code == 404
    assert otto.get(of(busy, "report.pdf?language=fr")).status_code == 404


def test_a_cell_never_is_a_formula(app) -> None:
    table = Table("words", "", ("Word", "Number"), [("=cmd()", [Count(1240)])], charts.rows("x", "", [], 1))
    assert files.as_csv(table).decode("utf-8-sig").splitlines() == ["Word,Number", "'=cmd(),1240"]


def test_a_chart_is_told_to_who_does_not_see_it(app) -> None:
    """Named and described, and whatever stands in it is a word and no markup."""
    chart = charts.rows("words", "Words & <wishes>", [Bar("<script>x</script>", [Count(40), FEW])], 40)
    svg = ElementTree.fromstring(str(chart).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))  # noqa: S314
    names = {element.tag.rpartition("}")[2]: element for element in svg.iter()}
    assert svg.get("role") == "img"
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (
        names["title"].get("id"),
        names["desc"].get("id"),
    )
    assert (names["title"].text, names["desc"].text) == (
        "Words & <wishes>",
        "<script>x</script>: 40, fewer than 5",
    )
    assert "script" not in names


def test_what_is_few_has_no_length(app) -> None:
    bars = [Bar("9:00", [FEW]), Bar("9:15", [Count(10)])]
    chart = str(charts.columns("x", "x", bars, ["09:00", ""]))
    assert re.findall(r'class="bar-1" d="([^"]*)"', chart) == ["M1.48 100v-100h0.04v100z"]
    assert "rect" not in str(charts.rows("x", "x", [Bar("few", [FEW])], 5))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["What happened", "40 people joined", "What came of it", "Of 120 exchanges, 15 led to a second meeting"],
        ),
        ("de", ["Was geschehen ist", "40 Personen", "Was daraus wurde", "120"]),
    ],
)
def test_the_report_has_two_pages_in_the_language_that_is_asked_for(
    busy: Event, otto: FlaskClient, travel, language: str, words: list[str]
) -> None:
    travel.move_to(LATER)
    answer = otto.get(of(busy, f"report.pdf?language={language}"))
    pages = PdfReader(io.BytesIO(answer.data)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert len(pages) == 2
    for expected in [*words, "Congress Elsewhere"]:
        assert expected in text, text
    assert "Guest" not in text


def test_the_report_says_the_same_numbers_as_the_pages(busy: Event, travel) -> None:
    travel.move_to(LATER)
    said = report.values(busy, todays(busy), afters(busy), "en")
    assert said["pages"][0]["figures"] == [
        ["Arrived", "40"], ["Joined", "40"], ["E-mail confirmed", "fewer than 5"], ["Have met somebody", "35"]
    ]  # fmt: skip
    assert "fewer than 5" in said["pages"][1]["charts"][0][1]["svg"]
    assert showing.of_steps(afters(busy)).cells[-1] == ["Met again", "15"]
