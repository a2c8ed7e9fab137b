"""My contacts: the list, a person's page, what each gave, and taking it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import vobject
from sqlalchemy import event as sqlalchemy_event

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Event
from eventnet.exchange import remembering, sharing
from eventnet.exchange.models import Block, CardRequest, Contact, Note
from eventnet.people.models import Link, Person, Photo
from tests.cast import NOW, Cast, make_person
from tests.exchange.scans import asks, badge, holds, live, rows, scan


def text(response) -> str:
    return response.get_data(as_text=True)


def meet(cast: Cast, *names: str) -> None:
    """Ada swaps cards with people who come one minute after the other."""
    for minute, name in enumerate(names):
        contact = sharing.give(make_person(name), cast.ada, cast.event, "live")
        contact.given_at = NOW + timedelta(minutes=minute)
    db.session.commit()


@pytest.fixture
def bens(cast: Cast) -> Contact:
    """Ben's card at Ada's."""
    scan(cast.ada, live(cast.at(cast.ben)))
    contact = holds(cast.ada, cast.ben)
    assert contact
    return contact


def test_the_newest_contact_stands_first(cast: Cast, browser_of):
    meet(cast, "Finn Weber", "Greta Sand", "Hana Ito")
    page = text(browser_of(cast.ada).get("/contacts"))
    assert page.index("Hana Ito") < page.index("Greta Sand") < page.index("Finn Weber")


def test_the_list_is_paged_by_key_and_complete(cast: Cast, browser_of):
    meet(cast, *(f"Guest{number:02} Doe" for number in range(120)))
    for contact in Contact.held_by(cast.ada):
        contact.given_at = NOW  # all at once: the id decides
    db.session.commit()
    ada, seen, url = browser_of(cast.ada), [], "/contacts"
    for expected in (50, 50, 20):
        page = text(ada.get(url))
        names = [
            f"Guest{number:02}" for number in range(120) if f"Guest{number:02} " in page or f"Guest{number} " in page
        ]
        assert len(names) == expected
        seen += names
        url = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0] if 'rel="next"' in page else ""
    assert len(set(seen)) == 120
    assert url == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("muller", True),
        ("MÜLLER", True),
        ("straße", True),
        ("STRASSE", True),
        ("stellwerk jürgen", True),
        ("bogies", True),
        ("robotik", True),
        ("ΣΊΓΜΑ", True),
        ("jurgen nobody", False),
        ("leipzig", False),
        ("%", False),
    ],
)
def test_search_reads_name_organisation_headline_note_and_tags(cast: Cast, browser_of, words: str, found: bool):
    meet(cast, "Jürgen Müller")
    contact = Contact.held_by(cast.ada).first()
    assert contact
    contact.subject.organisation, contact.subject.headline = "Stellwerk Straße", "Σίγμα"
    remembering.write(cast.ada, contact.subject, "Talked about bogies", ["Robotik"])
    db.session.commit()
    page = text(browser_of(cast.ada).get("/contacts", query_string={"q": words}))
    assert ("Jürgen Müller" in page) == found
    assert ("Nobody found" in page) != found


def test_search_does_not_read_what_was_not_given(cast: Cast, browser_of):
    meet(cast, "Finn Weber")
    contact = Contact.held_by(cast.ada).first()
    assert contact
    contact.subject.phone, contact.subject.about = "+491511234567", "secret gardens"
    remembering.write(cast.ben, contact.subject, "the note of another", [])
    db.session.commit()
    for words in ("1511234567", "gardens", "another", "finn@example.org"):
        assert "Nobody found" in text(browser_of(cast.ada).get("/contacts", query_string={"q": words}))


def test_a_tag_filters(cast: Cast, browser_of):
    meet(cast, "Finn Weber", "Greta Sand")
    for contact in Contact.held_by(cast.ada):
        remembering.write(cast.ada, contact.subject, "", ["Intern"] if "Finn" in contact.subject.name else ["Lab"])
    db.session.commit()
    page = text(browser_of(cast.ada).get("/contacts?tag=intern"))
    assert "Finn Weber" in page
    assert "Greta Sand" not in page


def test_nobody_yet_says_what_to_do_next(cast: Cast, browser_of):
    page = text(browser_of(cast.ada).get("/contacts"))
    assert "Nobody yet" in page
    assert 'href="/code"' in page


def test_requests_stand_on_top_and_are_answered_by_one_tap(cast: Cast, browser_of):
    meet(cast, "Finn Weber")
    scan(cast.ben, badge(cast.at(cast.ada)))
    scan(cast.cleo, badge(cast.at(cast.ada)))
    ada = browser_of(cast.ada)
    page = text(ada.get("/contacts"))
    assert page.index("Would like your card") < page.index("Finn Weber")
    give, leave = asks(cast.ben, cast.ada), asks(cast.cleo, cast.ada)
    assert give
    assert leave
    for _tap in range(2):
        assert ada.post(f"/card-requests/{give.code}/gift").status_code == 303
        assert ada.post(f"/card-requests/{leave.code}/dismissal").status_code == 303
    assert holds(cast.ben, cast.ada)
    assert holds(cast.cleo, cast.ada) is None
    assert "Would like your card" not in text(ada.get("/contacts"))


def test_who_asked_is_linked_to_their_card(cast: Cast, browser_of):
    scan(cast.ben, badge(cast.at(cast.ada)))
    request, theirs = asks(cast.ben, cast.ada), holds(cast.ada, cast.ben)
    assert request
    assert theirs
    assert browser_of(cast.ada).get(f"/card-requests/{request.code}").location == f"/contacts/{theirs.code}"


def test_a_request_belongs_to_who_was_asked(cast: Cast, browser_of):
    scan(cast.ben, badge(cast.at(cast.ada)))
    request = asks(cast.ben, cast.ada)
    assert request
    for person in (cast.ben, cast.cleo, cast.eve, cast.dora):
        for noun in ("gift", "dismissal"):
            assert browser_of(person).post(f"/card-requests/{request.code}/{noun}").status_code == 404
        assert browser_of(person).get(f"/card-requests/{request.code}").status_code == 404
    assert CardRequest.waiting_for(cast.ada).count() == 1


def test_whom_i_wait_for_is_said(cast: Cast, browser_of):
    scan(cast.ada, badge(cast.at(cast.ben)))
    assert "Waiting for Ben Okafor" in text(browser_of(cast.ada).get("/contacts"))
    assert "Waiting for" not in text(browser_of(cast.cleo).get("/contacts"))


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def count(_connection, _cursor, statement: str, *_rest: object) -> None:
        statements.append(statement)

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", count)
    yield statements
    sqlalchemy_event.remove(db.engine, "before_cursor_execute", count)


def fill(me: Person, event: Event, number: int) -> None:
    """Everything that a list of this room can hold, with all that hangs on people."""
    for each in range(number):
        other, rude = make_person(f"Guest{number}x{each} Doe"), make_person(f"Rude{number}x{each} Doe")
        other.links = [Link(network="github", label="x", url="https://github.com/x")]
        other.photo = Photo(webp=b"x", jpeg=b"x")
        sharing.give(other, me, event, "live")
        sharing.give(me, other, event, "live")
        remembering.write(me, other, "note", ["Lab"])
        for asker, asked in ((me, other), (other, me)):
            db.session.add(CardRequest(asker_id=asker.id, asked_id=asked.id, event_id=event.id))
        db.session.add(Block(blocker_id=me.id, blocked_id=rude.id))
    db.session.commit()


@pytest.mark.parametrize(
    "url", ["/contacts", "/contacts?q=doe", "/contacts?tag=Lab", "/cards-given", "/blocked", "/code"]
)
def test_a_list_needs_as_many_queries_for_sixty_as_for_three(cast: Cast, browser_of, url: str):
    browser, needed = browser_of(cast.ada), []
    me, day = cast.ada.id, cast.event.id
    for number in (3, 60):
        fill(db.session.get_one(Person, me), db.session.get_one(Event, day), number)
        db.session.remove()
        with counted() as statements:
            assert browser.get(url).status_code == 200
        db.session.remove()
        needed.append(len(statements))
    assert needed[0] == needed[1] <= 10, statements


def test_a_persons_page_shows_what_was_given_and_nothing_else(cast: Cast, browser_of):
    cast.ben.phone, cast.ben.about = "+4934112345", "Bogies and more"
    cast.ben.shared = ["phone"]
    scan(cast.ada, live(cast.at(cast.ben)))
    bens = holds(cast.ada, cast.ben)
    assert bens
    page = text(browser_of(cast.ada).get(f"/contacts/{bens.code}"))
    assert "Ben Okafor" in page
    assert "34112345" in page.replace(" ", "")
    assert "Bogies" not in page
    assert "ben@example.org" not in page
    cast.ben.shared = []
    db.session.commit()
    assert "34112345" not in text(browser_of(cast.ada).get(f"/contacts/{bens.code}")).replace(" ", "")


def test_ways_out_are_as_given_and_tell_nobody_where_one_comes_from(cast: Cast, browser_of):
    cast.ben.phone, cast.ben.shared = "+4934112345678", ["email", "phone", "links"]
    cast.ben.links = [
        Link(network="github", label="github.com/ben", url="https://github.com/ben"),
        Link(network="whatsapp", label="+49 341 12345678", url="https://wa.me/4934112345678"),
    ]
    scan(cast.ada, live(cast.at(cast.ben)))
    bens = holds(cast.ada, cast.ben)
    assert bens
    page = text(browser_of(cast.ada).get(f"/contacts/{bens.code}"))
    assert 'data-url="mailto:ben@example.org?subject=' in page
    assert 'data-url="tel:+4934112345678"' in page
    assert 'data-url="https://wa.me/4934112345678?text=Hello%20Ben' in page
    assert ">+49 341 12345678</span>" in page
    assert 'href="https://github.com/ben" rel="noopener noreferrer" target="_blank">' in page


def test_what_is_shared_later_is_not_on_a_card_given_before(cast: Cast, browser_of, bens: Contact):
    cast.ben.phone, cast.ben.shared = "+4934112345", ["phone", "email"]
    db.session.commit()
    page = text(browser_of(cast.ada).get(f"/contacts/{bens.code}"))
    assert "34112345" not in page.replace(" ", "")
    assert "ben@example.org" in page


def test_where_and_how_we_met_adds_up(cast: Cast, browser_of, bens: Contact):
    scan(cast.ada, live(add_attendee(cast.elsewhere, cast.ben)))
    page = text(browser_of(cast.ada).get(f"/contacts/{bens.code}"))
    assert page.count("Neues Augusteum, Leipzig") == 2
    assert "Career Day Leipzig" in page
    assert "Congress Elsewhere" in page


def test_both_sides_see_the_same_receipt(cast: Cast, browser_of, bens: Contact):
    cast.ben.language = "en"
    mine = holds(cast.ben, cast.ada)
    assert mine
    ada = text(browser_of(cast.ada).get(f"/contacts/{bens.code}"))
    ben = text(browser_of(cast.ben).get(f"/contacts/{mine.code}"))
    for page in (ada, ben):
        assert page.count("Code on the phone") == 2
        assert page.count("name, headline, organisation, pronouns, photo, about, e-mail") == 2
        assert page.count("Fri 26 Nov") + page.count("26 Nov 2027") == 2
        assert page.count("take it back with one tap") == 2


def test_withdrawing_is_one_tap_and_twice_is_once(cast: Cast, browser_of, bens: Contact):
    mine = holds(cast.ben, cast.ada)
    assert mine
    ada = browser_of(cast.ada)
    assert f"/cards-given/{mine.code}/withdrawal" in text(ada.get(f"/contacts/{bens.code}"))
    for _tap in range(2):
        assert ada.post(f"/cards-given/{mine.code}/withdrawal").status_code == 303
    assert browser_of(cast.ben).get(f"/contacts/{mine.code}").status_code == 404
    page = text(ada.get(f"/contacts/{bens.code}"))
    assert "Ben Okafor does not have your card." in page
    assert ada.post(f"/contacts/{bens.code}/gift").status_code == 303
    assert browser_of(cast.ben).get(f"/contacts/{mine.code}").status_code == 200


def test_only_the_giver_withdraws(cast: Cast, browser_of, bens: Contact):
    for person in (cast.ada, cast.cleo, cast.eve, cast.dora):
        assert browser_of(person).post(f"/cards-given/{bens.code}/withdrawal").status_code == 404
    assert holds(cast.ada, cast.ben)


def test_who_holds_my_card_is_listed(cast: Cast, browser_of, bens: Contact):
    page = text(browser_of(cast.ada).get("/cards-given"))
    assert "Ben Okafor" in page
    assert "Nobody holds your card" in text(browser_of(cast.cleo).get("/cards-given"))


GETS = ("", ".vcf", "/photo")
POSTS = ("/note", "/gift", "/block")


@pytest.mark.parametrize("ending", GETS + POSTS)
def test_a_contact_is_its_owners_alone(cast: Cast, browser_of, client, bens: Contact, ending: str):
    url = f"/contacts/{bens.code}{ending}"
    for person in (cast.ben, cast.cleo, cast.eve, cast.dora, cast.otto):
        browser = browser_of(person)
        assert (browser.get(url) if ending in GETS else browser.post(url)).status_code == 404
    assert (client.get(url) if ending in GETS else client.post(url)).location == "/sign-in"
    assert rows(Note) == rows(Block) == 0


@pytest.mark.parametrize("end", ["withdrawn", "expired", "blocked"])
@pytest.mark.parametrize("ending", GETS + POSTS)
def test_a_card_that_ended_is_like_one_that_never_was(cast: Cast, browser_of, bens: Contact, end: str, ending: str):
    if end == "blocked":
        sharing.block(cast.ben, cast.ada)
    elif end == "withdrawn":
        sharing.withdraw(bens)
    else:
        bens.until = NOW
    db.session.commit()
    ada, urls = browser_of(cast.ada), [f"/contacts/{bens.code}{ending}", f"/contacts/0000000000000000{ending}"]
    gone, never = (ada.get(url) if ending in GETS else ada.post(url) for url in urls)
    assert gone.status_code == never.status_code == 404
    strip = text(gone).replace(bens.code, "0000000000000000")
    assert [line for line in strip.splitlines() if "csrf" not in line] == [
        line for line in text(never).splitlines() if "csrf" not in line
    ]
    assert "Ben Okafor" not in text(ada.get("/contacts"))


def test_a_note_outlives_the_card_and_is_back_with_it(cast: Cast, browser_of, bens: Contact):
    remembering.write(cast.ada, cast.ben, "Test rigs from April", [])
    sharing.withdraw(bens)
    scan(cast.ada, live(cast.at(cast.ben)))
    assert "Test rigs from April" in text(browser_of(cast.ada).get(f"/contacts/{bens.code}"))


def test_note_and_tags_are_kept_for_the_owner_alone(cast: Cast, browser_of, bens: Contact):
    ada = browser_of(cast.ada)
    typed = {"text": " Test rigs\n<b>from</b> April ", "tags": "Robotics, #robotics; thesis , "}
    assert ada.post(f"/contacts/{bens.code}/note", data=typed).status_code == 303
    note = Note.of(cast.ada).first()
    assert note
    assert (note.text, note.tags) == ("Test rigs\n<b>from</b> April", ["Robotics", "thesis"])
    page = text(ada.get(f"/contacts/{bens.code}"))
    assert "&lt;b&gt;from&lt;/b&gt; April" in page
    mine = holds(cast.ben, cast.ada)
    assert mine
    assert "Test rigs" not in text(browser_of(cast.ben).get(f"/contacts/{mine.code}"))


def test_too_many_tags_are_said_and_what_was_typed_is_kept(cast: Cast, browser_of, bens: Contact):
    tags = ", ".join(f"tag{number}" for number in range(11))
    response = browser_of(cast.ada).post(f"/contacts/{bens.code}/note", data={"text": "kept", "tags": tags})
    assert response.status_code == 422
    assert tags in text(response)
    assert ">kept</textarea>" in text(response).replace("\r", "").replace("\n", "")
    assert rows(Note) == 0


def test_the_address_book_gets_what_was_given_and_where_we_met(cast: Cast, browser_of):
    cast.ben.phone, cast.ben.shared = "+4934112345678", ["phone", "photo", "links"]
    cast.ben.links = [Link(network="linkedin", label="ben", url="https://www.linkedin.com/in/ben")]
    cast.ben.photo = Photo(webp=b"webp", jpeg=b"jpeg")
    scan(cast.ada, live(cast.at(cast.ben)))
    bens = holds(cast.ada, cast.ben)
    assert bens
    remembering.write(cast.ada, cast.ben, "Test rigs, from April", ["Robotics"])
    db.session.commit()
    response = browser_of(cast.ada).get(f"/contacts/{bens.code}.vcf")
    assert response.content_type == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == "attachment; filename=ben-okafor.vcf"
    assert response.headers["Cache-Control"] == "no-store"
    card = vobject.readOne(response.get_data(as_text=True))
    assert (card.fn.value, card.org.value, card.tel.value) == ("Ben Okafor", ["Railworks"], "+4934112345678")
    assert card.note.value == "Met at Career Day Leipzig, Thu 26 Nov.\nTest rigs, from April"
    assert card.categories.value == ["Robotics"]
    assert card.photo.value == b"jpeg"
    assert not hasattr(card, "email")


def test_the_photo_is_there_while_it_is_given_and_shared(cast: Cast, browser_of):
    cast.ben.photo = Photo(webp=b"webp", jpeg=b"jpeg")
    scan(cast.ada, live(cast.at(cast.ben)))
    bens = holds(cast.ada, cast.ben)
    assert bens
    ada, url = browser_of(cast.ada), f"/contacts/{bens.code}/photo"
    assert (ada.get(url).data, ada.get(url).mimetype) == (b"webp", "image/webp")
    assert url in text(ada.get("/contacts"))
    cast.ben.shared = ["email"]
    db.session.commit()
    assert ada.get(url).status_code == 404
    cast.ben.shared = ["photo"]
    bens.fields = ["email"]
    db.session.commit()
    assert ada.get(url).status_code == 404


def test_blocking_from_a_persons_page(cast: Cast, browser_of, bens: Contact):
    ada = browser_of(cast.ada)
    assert ada.post(f"/contacts/{bens.code}/block").location == "/contacts"
    assert Contact.held_by(cast.ada).count() == Contact.held_by(cast.ben).count() == 0
    assert "Ben Okafor" in text(ada.get("/blocked"))
    assert "Ada" not in text(browser_of(cast.ben).get("/blocked")).replace("Adalbert", "")
    block = Block.by(cast.ada).first()
    assert block
    for person in (cast.ben, cast.eve):
        assert browser_of(person).post(f"/blocked/{block.code}/removal").status_code == 404
    assert ada.post(f"/blocked/{block.code}/removal").status_code == 303
    assert rows(Block) == 0


@pytest.mark.parametrize("url", ["/contacts", "/cards-given", "/blocked"])
def test_lists_need_a_profile(cast: Cast, client, url: str):
    assert client.get(url).location == "/sign-in"
