"""The pages of short letters: an occasion, three lines, the real letter, send."""

import html
import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import consent, promising
from eventnet.exchange.models import Contact, Promise
from eventnet.followup import lettering, pacing
from eventnet.followup.lettering import PersonalLetter
from eventnet.followup.lettering.leaving import token_for, way_out
from eventnet.followup.models import QuietTime, Rest
from eventnet.mail.attachments import Attachment
from eventnet.rows import Rows
from tests.cast import Cast, sign_in
from tests.exchange.test_statements import counted
from tests.followup.conftest import letters, words_in
from tests.followup.papers import REFUSED, pdf

TYPED = {"line_1": 'The "rig" & <b>bogies</b>', "line_2": "Two lines\nof it", "line_3": ""}


def path(cast: Cast, opener: str = "thanks", **query: str) -> str:
    contact = Contact.held_by(cast.ada).where(Contact.subject_id == cast.ben.id).first()
    assert contact
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/contacts/{contact.code}/letter/{opener}?{asked}"


def hidden_in(page: str) -> dict[str, str]:
    """What the preview carries on."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page, re.S)
    return {name: html.unescape(value) for name, value in found if name not in {"csrf_token", "next_"}}


def preview(client: FlaskClient, address: str, **more: object) -> dict[str, str]:
    data = TYPED | {"preview": "1"} | more
    answer = client.post(address, data=data, content_type="multipart/form-data")
    assert answer.status_code == 200, words_in(answer.get_data(as_text=True))
    return hidden_in(answer.get_data(as_text=True))


def promise(cast: Cast, text: str = "My thesis on bearings") -> Promise:
    made = promising.make(cast.ada, cast.ben, "mine", text)
    db.session.commit()
    return made


def test_the_contact_s_page_leads_to_the_occasions_and_each_to_its_page(story: Cast, browser_of):
    for contact in Rows(Contact):
        contact.consent_text = consent.CURRENT
    client, card = browser_of(story.ada), path(story).partition("/letter")[0]
    assert f'href="{card}/letter"' in client.get(card).get_data(as_text=True)
    page = client.get(f"{card}/letter").get_data(as_text=True)
    for opener in lettering.ALL:
        assert f'href="{card}/letter/{opener.key}"' in page
        assert str(opener.lines[0].label) in words_in(client.get(path(story, opener.key)).get_data(as_text=True))
    assert client.get(path(story, "poem")).status_code == 404


def test_the_preview_is_the_letter_that_is_sent(story: Cast, browser_of):
    client = browser_of(story.ada)
    answer = client.post(path(story), data=TYPED | {"preview": "1"})
    page = words_in(answer.get_data(as_text=True))
    assert letters() == []
    client.post(path(story), data=hidden_in(answer.get_data(as_text=True)) | {"send": "1"})
    (posted,) = letters("letter")
    assert posted.subject in page
    for line in (TYPED["line_1"], "of it"):
        assert line in posted.text
        assert html.escape(line, quote=False) in answer.get_data(as_text=True) or line in page


def test_nothing_typed_is_lost_on_the_way_back_to_writing(story: Cast, browser_of):
    client = browser_of(story.ada)
    carried = preview(client, path(story))
    page = client.post(path(story), data=carried | {"write": "1"}).get_data(as_text=True)
    assert "&lt;b&gt;bogies&lt;/b&gt;" in page
    assert "Two lines\nof it" in page


def test_send_pressed_twice_is_one_letter(story: Cast, browser_of):
    client = browser_of(story.ada)
    made = promise(story)
    address = path(story, "promise", promise=made.code)
    carried = preview(client, address, promise=made.code) | {"send": "1"}
    first, second = (client.post(address, data=carried) for _time in range(2))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert len(letters("letter")) == 1


def test_a_letter_needs_its_first_line(story: Cast, browser_of):
    answer = browser_of(story.ada).post(path(story), data={"line_2": "x", "preview": "1"})
    assert answer.status_code == 422
    assert "Write a line or two." in words_in(answer.get_data(as_text=True))


def test_where_nothing_may_go_the_page_says_why(story: Cast, browser_of):
    lettering.send(story.ada, story.ben, "thanks", ["x", "", ""])
    db.session.commit()
    page = words_in(browser_of(story.ada).get(path(story)).get_data(as_text=True))
    assert "One letter a day is enough; you can write again from Fri 27 Nov, 10:30" in page


def test_a_promise_begins_the_letter_and_is_kept_by_it(story: Cast, browser_of):
    client, made = browser_of(story.ada), promise(story)
    address = path(story, "promise", promise=made.code)
    assert "My thesis on bearings</textarea>" in client.get(address).get_data(as_text=True)
    carried = preview(client, address, promise=made.code, link="https://example.org/thesis")
    client.post(address, data=carried | {"send": "1"})
    assert made.kept_at
    assert "https://example.org/thesis" in letters("letter")[0].text


def test_nobody_else_s_promise_can_be_kept(story: Cast, browser_of):
    other = promising.make(story.ben, story.ada, "mine", "Secret of Ben")
    promise(story)
    answer = browser_of(story.ada).post(path(story, "promise"), data=TYPED | {"promise": other.code, "preview": "1"})
    assert answer.status_code == 422
    assert not other.kept_at


def test_a_link_is_an_address_of_the_web(story: Cast, browser_of):
    client = browser_of(story.ada)
    for link in (
        "javascript:alert(1)",
        "https://bank.example@evil.example.org/",
        "https://x y.org",
        "ftp://a.org",
        "me",
    ):
        answer = client.post(path(story, "promise"), data=TYPED | {"link": link, "preview": "1"})
        assert answer.status_code == 422, link


def upload(content: bytes, name: str = "thesis.pdf") -> dict[str, object]:
    return {"file": (io.BytesIO(content), name)}


def test_a_file_survives_preview_and_writing_and_goes_along(story: Cast, browser_of):
    client, address = browser_of(story.ada), path(story, "promise")
    carried = preview(client, address, **upload(pdf()))
    page = client.post(address, data=carried | {"write": "1"}).get_data(as_text=True)
    assert "thesis.pdf" in page
    client.post(address, data=carried | {"send": "1"})
    (letter,) = letters("letter")
    assert [file.name for file in Rows(Attachment).where(Attachment.letter_id == letter.id)] == ["thesis.pdf"]
    assert "thesis.pdf" in letter.text


def test_a_file_can_be_left_out_again(story: Cast, browser_of):
    client, address = browser_of(story.ada), path(story, "promise")
    carried = preview(client, address, **upload(pdf()))
    without = preview(client, address, kept=carried["kept"], no_file="y")
    client.post(address, data=without | {"send": "1"})
    assert "thesis.pdf" not in letters("letter")[0].text


def test_a_file_that_acts_is_refused_in_words_and_the_lines_stay(story: Cast, browser_of):
    content, _code = REFUSED["a script"]
    answer = browser_of(story.ada).post(path(story, "promise"), data=TYPED | {"preview": "1"} | upload(content))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "holds more than pages" in page
    assert "Two lines\nof it" in page
    assert not Rows(Attachment).any()


def test_nobody_sends_the_file_of_another(story: Cast, browser_of):
    mine = preview(browser_of(story.ada), path(story, "promise"), **upload(pdf()))
    back = Contact.held_by(story.ben).where(Contact.subject_id == story.ada.id).first()
    assert back
    address = f"/contacts/{back.code}/letter/promise"
    answer = browser_of(story.ben).post(address, data=TYPED | {"kept": mine["kept"], "send": "1"})
    assert answer.status_code == 422
    assert letters() == []


def test_no_letter_goes_without_the_file_that_it_names(story: Cast, browser_of):
    client, address = browser_of(story.ada), path(story, "promise")
    carried = preview(client, address, **upload(pdf()))
    db.session.delete(Attachment.drafts_of(story.ada).all()[0])
    db.session.commit()
    answer = client.post(address, data=carried | {"send": "1"})
    assert "Choose it again" in words_in(answer.get_data(as_text=True))
    assert letters() == []


def test_what_waits_stands_on_follow_up_and_can_be_taken_back(story: Cast, browser_of):
    from eventnet.clock import now

    db.session.add(QuietTime(person_id=story.ben.id, from_on=now().date(), until_on=now().date()))
    client, address = browser_of(story.ada), path(story, "advice")
    assert "Reaches Ben Okafor on Fri 27 Nov" in words_in(client.get(address).get_data(as_text=True))
    sent = client.post(address, data=preview(client, address) | {"send": "1"}).location
    assert "Reaches Ben Okafor on Fri 27 Nov" in words_in(client.get("/follow-up").get_data(as_text=True))
    assert "waits its turn" in words_in(client.get(sent).get_data(as_text=True))
    client.post(f"{sent}/withdrawal")
    assert "It was not sent" in words_in(client.get(sent).get_data(as_text=True))
    assert letters() == []


def test_a_letter_is_its_writer_s_alone(story: Cast, browser_of):
    letter = lettering.send(story.ada, story.ben, "thanks", ["x", "", ""])
    db.session.commit()
    for person in (story.ben, story.eve):
        assert browser_of(person).get(f"/letters/{letter.code}").status_code == 404
        assert browser_of(person).post(f"/letters/{letter.code}/withdrawal").status_code == 404
        assert browser_of(person).get(path(story)).status_code == 404


def test_the_way_out_asks_on_a_page_and_ends_it_with_one_tap_and_back(story: Cast, client: FlaskClient):
    address = f"/l/{token_for(story.ada, story.ben)}"
    way = way_out(address[3:])
    assert way
    page = client.get(address)
    assert "No more letters from Ada Lindqvist" in words_in(page.get_data(as_text=True))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert not way.has_left
    client.post(address)
    assert way.has_left
    assert "can no longer write to you" in words_in(client.get(address).get_data(as_text=True))
    client.post(f"{address}/return")
    assert not way.has_left


def test_who_quotes_the_way_out_does_not_open_the_way_back(story: Cast, app: Flask, browser_of):
    """The writer and a stranger hold the link as well; neither undoes what the reader wished."""
    address = f"/l/{token_for(story.ada, story.ben)}"
    way = way_out(address[3:])
    assert way
    bens, writer = app.test_client(), browser_of(story.ada)
    bens.post(address)
    for browser in (writer, browser_of(story.eve), app.test_client()):
        browser.post(address)
        assert "I want them after all" not in browser.get(address).text
        assert browser.post(f"{address}/return").status_code == 404
        assert way.has_left
    signed_in = browser_of(story.ben)
    assert "Ich möchte sie doch" in signed_in.get(address).text
    signed_in.post(f"{address}/return")
    assert not way.has_left


def test_the_writer_does_not_shorten_a_rest_by_leaving_and_coming_back(story: Cast, client: FlaskClient):
    until = now() + timedelta(days=80)
    db.session.add(Rest(asker_id=story.ada.id, person_id=story.ben.id, until=until))
    db.session.commit()
    address = f"/l/{token_for(story.ada, story.ben)}"
    client.post(address)
    assert Rest.between(story.ada, story.ben).all()[0].until is None
    client.post(f"{address}/return")
    assert Rest.between(story.ada, story.ben).all()[0].until == until


@pytest.mark.parametrize("meanwhile", ["an hour", "never"])
def test_a_slip_is_taken_back_at_once_or_not_at_all(story: Cast, client: FlaskClient, travel, meanwhile: str):
    address = f"/l/{token_for(story.ada, story.ben)}"
    client.post(address)
    travel.shift(timedelta(hours=1 if meanwhile == "an hour" else 0, minutes=1))
    if meanwhile == "never":
        pacing.never_again(story.ada, story.ben)
        db.session.commit()
    client.post(f"{address}/return")
    assert Rest.between(story.ada, story.ben).any()


def test_a_way_out_that_is_none_says_what_to_do(story: Cast, client: FlaskClient):
    page = client.get("/l/nothing")
    assert page.status_code == 404
    assert "Answer the mail" in words_in(page.get_data(as_text=True))
    assert client.post("/l/nothing").status_code == 404


def test_what_they_promised_stands_there_for_me_and_thanks_are_near(story: Cast, browser_of, travel):
    due = promising.make(story.ada, story.ben, "theirs", "His data", story.event.starts_at.date())
    db.session.commit()
    client = browser_of(story.ada)
    page = client.get("/follow-up").get_data(as_text=True)
    assert "Promised to you" in page
    assert "His data" in page
    client.post(f"/promises/{due.code}/keeping", data={"from": "follow-up"})
    assert path(story).rstrip("?") in client.get("/follow-up").get_data(as_text=True)


def test_who_ticks_a_promise_off_may_say_so_in_a_letter_that_day(story: Cast, browser_of, travel):
    client, made = browser_of(story.ada), promise(story)
    client.post(f"/promises/{made.code}/keeping", data={"from": "follow-up"})
    assert path(story, "promise").rstrip("?") in client.get("/follow-up").get_data(as_text=True)
    assert made.was_just_kept
    travel.shift(timedelta(days=1))
    assert not made.was_just_kept


def test_the_page_takes_the_same_statements_for_one_promise_as_for_many(story: Cast, app):
    client = sign_in(app.test_client(), story.ada)
    numbers = []
    promise(story)
    for _round in range(2):
        with counted() as statements:
            client.get(path(story, "promise"))
        numbers.append(len(statements))
        for number in range(5):
            promise(story, f"Page {number}")
    assert numbers[0] == numbers[1]


def test_letters_of_others_do_not_show(story: Cast, browser_of):
    lettering.send(story.ben, story.ada, "thanks", ["x", "", ""])
    db.session.commit()
    assert PersonalLetter.written_by(story.ada).count() == 0
