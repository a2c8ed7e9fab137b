"""Writing letters: once each, in the reader's language, with text and HTML in the same order."""

import re
from html.parser import HTMLParser

from flask import Flask

from eventnet.db import db
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Stranger, Words, post, write
from eventnet.rows import Rows
from tests.cast import Cast

WORDS = Words(
    subject="Ada Lindqvist would like to meet you (Career Day Leipzig)",
    paragraphs=["Ada Lindqvist, whom you met at Career Day Leipzig, asks you for a meeting in person."],
    quote="Could I watch a fatigue test for an hour?\nI can offer a fresh pair of eyes on your scripts.",
    facts=[("Where", "Café Grundmann"), ("How long", "30 minutes")],
    actions=[("Thu 26 Nov, 10:30 (Berlin)", "http://localhost/r/1"), ("Other times", "http://localhost/r/2")],
    small="Nothing happens until you choose.",
)
TEXT = """\
Hello Ben Okafor,

Ada Lindqvist, whom you met at Career Day Leipzig, asks you for a
meeting in person.

> Could I watch a fatigue test for an hour?
> I can offer a fresh pair of eyes on your scripts.

Where: Café Grundmann
How long: 30 minutes

Thu 26 Nov, 10:30 (Berlin):
http://localhost/r/1

Other times:
http://localhost/r/2

Nothing happens until you choose.

--\x20
eventnet · localhost
Exchange cards on the day, meet in person afterwards.
"""


class Visible(HTMLParser):
    """What a reader sees, and where the letter would fetch something from."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(html.partition("</div>")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def test_the_whole_letter_as_text(app: Flask) -> None:
    assert write(Stranger("ben@example.org", "en", "Ben Okafor"), WORDS).text.rstrip() == TEXT.rstrip()


def test_html_says_the_same_in_the_same_order(app: Flask) -> None:
    written = write(Stranger("ben@example.org", "en", "Ben Okafor"), WORDS)
    seen = re.sub(r"[“”·:>-]", " ", " ".join(Visible(written.html).words)).split()
    said = re.sub(r"http\S+|[“”·:>-]", " ", written.text).split()
    assert seen == said


def test_digits_can_be_copied_in_one_piece(app: Flask) -> None:
    written = write(Stranger("ben@example.org", "en"), Words("Your code", ["Type this."], code="482913"))
    assert ">482913<" in written.html
    assert "\n    482913\n" in written.text


def test_no_button_stands_out_in_a_letter_that_asks_nothing(app: Flask) -> None:
    asks, tells = (Words("Agreed", ["Agreed."], actions=[("Call off", "/")], is_news=news) for news in (False, True))
    assert ['class="main"' in write(Stranger("ben@example.org", "en"), each).html for each in (asks, tells)] == [
        True,
        False,
    ]


def test_a_persons_lines_stay_lines_in_word_too(app: Flask) -> None:
    assert "hour?<br>I can" in write(Stranger("ben@example.org", "en"), WORDS).html


def test_no_line_of_a_letter_ends_within_a_date(app: Flask) -> None:
    said = ["Am Di. 1. Dez., 10:00 Uhr, ab 24. Feb. 2027.", "On Thu 26 Nov, for 30 minutes."]
    html = write(Stranger("ben@example.org", "en"), Words("When", said)).html
    for kept in (
        "Am Di.\u00a01.\u00a0Dez., 10",
        "ab 24.\u00a0Feb.\u00a02027.",
        "On Thu\u00a026\u00a0Nov, for 30 minutes",
    ):
        assert kept in html


def test_where_the_facts_are_people_their_names_stand_out(app: Flask) -> None:
    words = (Words("Met", ["Met."], facts=[("Ben", "Railworks")], of_people=people) for people in (False, True))
    terms = [re.findall(r'<th class="term (\w+)', write(Stranger("a@example.org", "en"), each).html) for each in words]
    assert terms == [["quiet"], ["ink"]]


def test_a_letter_loads_nothing_and_runs_nothing(app: Flask) -> None:
    html = write(Stranger("ben@example.org", "en", "Ben"), WORDS).html
    assert not {"img", "link", "script", "iframe", "object", "video", "form"} & set(Visible(html).tags)
    assert not re.search(r"url\(|@import|src=", html)


def test_the_words_of_people_are_never_markup(app: Flask) -> None:
    evil = "<script>alert(1)</script><img src=x>{{ 7*7 }}"
    html = write(Stranger("b@example.org", "en", evil), Words(evil, [evil], evil, [(evil, evil)], evil, [], evil)).html
    assert not {"script", "img"} & set(Visible(html).tags)
    assert "{{ 7*7 }}" in html


def test_a_letter_is_in_its_readers_language_wherever_it_is_written(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        html = write(Stranger("ben@example.org", "de", "Ben"), WORDS).html
    assert '<html lang="de"' in html
    assert "Guten Tag Ben!" in html


def test_the_same_key_is_one_letter(app: Flask, cast: Cast) -> None:
    assert post("card_given", cast.ada, "card 1", WORDS) is not None
    assert post("card_given", cast.ada, "card 1", WORDS) is None
    assert post("card_given", cast.ada, "card 2", WORDS) is not None
    assert Rows(Letter).count() == 2


def test_a_letter_of_a_change_that_failed_never_existed(app: Flask, cast: Cast) -> None:
    post("card_given", cast.ada, "card 1", WORDS)
    db.session.rollback()
    assert not Rows(Letter).any()


def test_nobody_without_an_address_gets_a_letter(app: Flask, cast: Cast) -> None:
    cast.ada.email = None
    assert post("card_given", cast.ada, "card 1", WORDS) is None
