"""Reports stay between reporter and team; who is paused opens nothing and scans nobody; blocked addresses stay out."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.directory.models import may_look
from eventnet.events import joining
from eventnet.events.claiming import new_invitation
from eventnet.events.joining import add_attendee, attendance
from eventnet.events.models import Attendee, BlockedAddress
from eventnet.exchange import sharing
from eventnet.exchange.models import Block, Contact
from eventnet.mail.models import Letter
from eventnet.organising import desk
from eventnet.organising.applying import take_over
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.moderation import pausing, reporting
from eventnet.organising.moderation.models import Report
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person
from tests.exchange.scans import badge, live, scan, spoken
from tests.exchange.test_statements import counted
from tests.objects import member

REPORTS = "/e/career-day/reports"
SAID = "He does not let me go on my way."


def contact_of(cast: Cast, owner: Person, subject: Person) -> Contact:
    contact = sharing.give(subject, owner, cast.event, "live")
    db.session.commit()
    return contact


def reported(cast: Cast) -> Report:
    made = reporting.report(cast.event, cast.ada, cast.ben, SAID)
    db.session.commit()
    return made


def paused(cast: Cast, person: Person) -> Attendee:
    place = cast.at(person)
    pausing.pause(place, cast.dora)
    db.session.commit()
    return place


def seen_by(client: FlaskClient) -> str:
    """All that somebody sees of it all."""
    paths = ("/contacts", "/cards-given", "/follow-up", "/profile/organisers", "/e/career-day/me", "/code", "/events")
    return "".join(client.get(path).get_data(as_text=True) for path in paths)


def test_a_report_goes_to_the_team_and_to_nobody_else(cast: Cast, browser_of):
    contact, ada = contact_of(cast, cast.ada, cast.ben), browser_of(cast.ada)
    staff, helper = member(cast, "staff"), member(cast, "helper")
    db.session.commit()
    assert f"/contacts/{contact.code}/report" in ada.get(f"/contacts/{contact.code}").get_data(as_text=True)
    assert ada.post(f"/contacts/{contact.code}/report", data={"words": SAID}).status_code == 303
    for reader in (cast.dora, staff):
        page = browser_of(reader).get(REPORTS).get_data(as_text=True)
        assert SAID in page
        assert "Ben Okafor" in page
    assert browser_of(helper).get(REPORTS).status_code == 404
    assert SAID not in seen_by(browser_of(cast.ben))
    letters = Rows(Letter).where(Letter.kind == "report").all()
    assert {letter.to_person_id for letter in letters} == {cast.dora.id, staff.id}
    assert not [letter for letter in letters if "Ben" in letter.text + letter.subject or SAID in letter.text]


@pytest.mark.parametrize("handled", ["pause", "dismiss"])
def test_the_reporter_is_never_shown_to_the_reported(cast: Cast, browser_of, handled: str):
    report = reported(cast)
    if handled == "pause":
        pausing.pause(cast.at(cast.ben), cast.dora)
    else:
        pausing.dismiss(report, cast.event, cast.dora)
    db.session.commit()
    seen = seen_by(browser_of(cast.ben))
    assert "Ada" not in seen
    acts = [act.what for act in AuditAct.about(cast.ben)]
    assert acts == (["paused"] if handled == "pause" else [])


def test_whoever_has_my_card_can_be_reported_and_blocked_at_once(cast: Cast, browser_of):
    given, ada = contact_of(cast, cast.ben, cast.ada), browser_of(cast.ada)
    path = f"/cards-given/{given.code}/report"
    assert path in ada.get("/cards-given").get_data(as_text=True)
    assert ada.post(path, data={"words": SAID, "block": "y"}).status_code == 303
    assert Rows(Report).all()[0].subject_id == cast.ben.id
    assert Block.stands_between(cast.ada, cast.ben)
    assert browser_of(cast.cleo).get(path).status_code == 404


def test_a_report_needs_words(cast: Cast, browser_of):
    contact = contact_of(cast, cast.ada, cast.ben)
    for words in ("", " ", "x" * 601):
        answer = browser_of(cast.ada).post(f"/contacts/{contact.code}/report", data={"words": words})
        assert answer.status_code == 422
    assert Rows(Report).count() == 0


def test_one_open_report_a_pair_and_five_a_day(cast: Cast, travel):
    reported(cast)
    with pytest.raises(Refused) as no:
        reporting.report(cast.event, cast.ada, cast.ben, "Once more.")
    assert no.value.code == "reported"
    for number in range(4):
        reporting.report(cast.event, cast.ada, make_person(f"p{number} Vogt"), SAID)
    with pytest.raises(Refused) as no:
        reporting.report(cast.event, cast.ada, cast.cleo, SAID)
    assert no.value.code == "enough"
    travel.shift(timedelta(days=1, minutes=1))
    assert reporting.report(cast.event, cast.ada, cast.cleo, SAID)


def test_many_reports_are_one_letter_an_hour(cast: Cast, travel):
    reported(cast)
    reporting.report(cast.event, cast.cleo, cast.ben, SAID)
    assert Rows(Letter).where(Letter.kind == "report").count() == 1
    travel.shift(timedelta(hours=1))
    reporting.report(cast.event, cast.ada, cast.cleo, SAID)
    assert Rows(Letter).where(Letter.kind == "report").count() == 2


def test_whoever_is_paused_is_unknown_by_every_code(cast: Cast, browser_of):
    ben = cast.at(cast.ben)
    codes = [badge(ben), live(ben), spoken(ben)]
    paused(cast, cast.ben)
    assert [scan(cast.ada, code).outcome for code in codes] == ["unknown"] * 3
    assert browser_of(cast.ada).get(f"/B/{ben.badge}").status_code == 404
    with pytest.raises(Refused):
        desk.recognise(cast.event, ben.badge)


def test_a_phone_learns_of_a_pause_and_of_its_end_at_the_next_sync(cast: Cast, browser_of):
    phone = browser_of(cast.ben)
    before = phone.get("/api/v1/me")
    paused(cast, cast.ben)
    answer = phone.get("/api/v1/me", headers={"If-None-Match": before.headers["ETag"]})
    (here,) = answer.json["attendances"]
    assert (here["revoked"], here["paused"]) == (True, True)
    assert [here[name] for name in ("badge", "handle", "live_key", "signed_card")] == [""] * 4
    pausing.unpause(cast.at(cast.ben), cast.dora)
    db.session.commit()
    (again,) = phone.get("/api/v1/me").json["attendances"]
    assert (again["revoked"], again["paused"]) == (False, False)
    assert again["badge"] == before.json["attendances"][0]["badge"]


def test_scans_kept_on_a_phone_are_answered_with_words(cast: Cast):
    cleo = badge(cast.at(cast.cleo))
    paused(cast, cast.ben)
    answer = scan(cast.ben, cleo)
    assert (answer.outcome, answer.is_final) == ("refused", True)
    assert "pausiert" in answer.words or "paused" in answer.words
    assert Rows(Contact).count() == 0


def test_only_this_event_is_paused(cast: Cast):
    there = add_attendee(cast.elsewhere, cast.ben)
    there.claimed_at = NOW
    add_attendee(cast.elsewhere, cast.eve).claimed_at = NOW
    paused(cast, cast.ben)
    assert scan(cast.eve, live(there)).outcome == "given"
    assert scan(cast.ben, live(cast.at(cast.eve, cast.elsewhere))).outcome == "given"


def test_cards_that_were_given_stay_and_codes_come_back(cast: Cast):
    scan(cast.ada, live(cast.at(cast.ben)))
    place = paused(cast, cast.ben)
    assert Contact.held_by(cast.ada).count() == 1
    pausing.unpause(place, cast.dora)
    db.session.commit()
    assert scan(cast.cleo, live(place)).outcome == "given"


def test_a_badge_revoked_before_stays_revoked(cast: Cast):
    place = cast.at(cast.ben)
    place.badge_revoked_at = NOW - timedelta(hours=2)
    pausing.pause(place, cast.dora)
    pausing.unpause(place, cast.dora)
    assert place.badge_revoked_at == NOW - timedelta(hours=2)


def test_the_pages_of_whoever_is_paused_say_whom_to_ask(cast: Cast, browser_of):
    paused(cast, cast.ada)
    ada = browser_of(cast.ada)
    for path in ("/e/career-day", "/e/career-day/me"):
        page = ada.get(path).get_data(as_text=True)
        assert "The organisers have paused you" in page
        assert "privacy@example.org" in page
    page = ada.get("/code").get_data(as_text=True)
    assert "The organisers have paused you" in page
    assert cast.at(cast.ada).badge not in page
    assert not may_look(cast.at(cast.ada))


def test_a_new_badge_or_leaving_ends_no_pause(cast: Cast, browser_of):
    paused(cast, cast.ada)
    ada = browser_of(cast.ada)
    ada.post("/e/career-day/me/badge")
    assert scan(cast.ben, badge(cast.at(cast.ada))).outcome == "unknown"
    ada.post("/e/career-day/me/departure")
    assert ada.post("/e/career-day/participation").status_code == 409
    assert attendance(cast.event, cast.ada) is None


def test_two_rows_that_are_one_person_stay_paused(cast: Cast):
    other = make_person("ada-too Lindqvist")
    add_attendee(cast.event, other).claimed_at = NOW
    pausing.pause(cast.at(other), cast.dora)
    reporting.report(cast.event, other, cast.ben, SAID)
    reporting.report(cast.event, cast.ben, other, SAID)
    reporting.report(cast.event, cast.ada, other, SAID)
    absorb(cast.ada, other)
    db.session.commit()
    assert cast.at(cast.ada).paused_at
    assert {(each.reporter_id, each.subject_id) for each in Rows(Report)} == {
        (cast.ada.id, cast.ben.id),
        (cast.ben.id, cast.ada.id),
    }


def test_pausing_handles_the_reports_and_dismissing_leaves_everything(cast: Cast, browser_of):
    report, dora = reported(cast), browser_of(cast.dora)
    assert dora.post(f"{REPORTS}/{report.code}/dismissal").status_code == 303
    assert dora.post(f"{REPORTS}/{report.code}/dismissal").status_code == 404
    assert cast.at(cast.ben).paused_at is None
    again = reported(cast)
    dora.post(f"/e/career-day/people/{cast.at(cast.ben).code}/pause")
    db.session.refresh(again)
    assert (report.outcome, again.outcome) == ("dismissed", "paused")
    assert SAID not in dora.get(REPORTS).get_data(as_text=True)
    dora.post(f"/e/career-day/people/{cast.at(cast.ben).code}/pause/withdrawal")
    assert cast.at(cast.ben).paused_at is None
    assert [act.what for act in AuditAct.at(cast.event)][::-1] == ["report_dismissed", "paused", "unpaused"]


def test_another_team_sees_and_pauses_nobody_here(cast: Cast, browser_of):
    report, otto = reported(cast), browser_of(cast.otto)
    for path in (
        f"{REPORTS}/{report.code}/dismissal",
        f"/e/elsewhere/reports/{report.code}/dismissal",
        f"/e/elsewhere/people/{cast.at(cast.ben).code}/pause",
    ):
        assert otto.post(path).status_code == 404
    assert SAID not in otto.get("/e/elsewhere/reports").get_data(as_text=True)
    assert cast.at(cast.ben).paused_at is None


def test_the_list_of_people_says_who_is_paused(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    assert "Paused" not in dora.get("/e/career-day/people").get_data(as_text=True)
    paused(cast, cast.ben)
    assert dora.get("/e/career-day/people").get_data(as_text=True).count(">Paused<") == 1


def test_somebody_who_was_not_reported_is_found_and_paused(cast: Cast, browser_of):
    page = browser_of(cast.dora).get(f"{REPORTS}?q=okafor").get_data(as_text=True)
    assert f"/people/{cast.at(cast.ben).code}/pause" in page


def block(cast: Cast, browser_of, email: str = "eve@example.org", do: str = "block") -> int:
    return browser_of(cast.dora).post(f"{REPORTS}/addresses", data={"email": email, "do": do}).status_code


def test_a_blocked_address_does_not_join(cast: Cast, browser_of, client: FlaskClient):
    assert block(cast, browser_of, " Eve@Example.org ") == 303
    eve = browser_of(cast.eve)
    assert "Join as" not in eve.get("/e/career-day").get_data(as_text=True)
    assert eve.post("/e/career-day/participation").status_code == 409
    assert scan(cast.eve, live(cast.at(cast.ben))).outcome == "refused"
    assert attendance(cast.event, cast.eve) is None
    assert joining.join(cast.elsewhere, cast.eve)


def test_whoever_types_a_blocked_address_learns_nothing_of_it(cast: Cast, browser_of, app: Flask):
    for _ in range(6):
        joining.join_as_new(cast.event, "Fay", "fay@example.org", "en")
    block(cast, browser_of)
    answers = [
        app.test_client().post("/e/career-day/participation", data={"name": "Fay", "email": f"{name}@example.org"})
        for name in ("fay", "eve")
    ]
    pages = [answer.get_data(as_text=True).replace("fay@", "who@").replace("eve@", "who@") for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422]
    marks = [page[page.index("Several people") :][:120] for page in pages]
    assert marks[0] == marks[1]


def test_a_blocked_address_comes_in_by_no_list_no_link_and_no_desk(cast: Cast, browser_of, client: FlaskClient):
    listed = Listed(1, None, "Fay Young", "fay@example.org", None)
    take_over(cast.event, Reading([listed], [], [], "plain"))
    place = Rows(Attendee).where(Attendee.listed_email == "fay@example.org").first()
    assert place
    old = new_invitation(place)
    block(cast, browser_of, "fay@example.org")
    assert client.get(f"/i/{old}").status_code == 404
    new = new_invitation(place)
    db.session.commit()
    assert client.get(f"/i/{new}").status_code == client.post(f"/i/{new}").status_code == 404
    db.session.delete(place)
    db.session.flush()
    done, _applied = take_over(cast.event, Reading([listed], [], [], "plain"))
    assert [each.reason_code for each in done.left_out] == ["blocked"]
    assert not done.new
    with pytest.raises(Refused):
        desk.add(cast.event, cast.dora, "Fay Young", "fay@example.org", "", "attendee")


def test_a_place_on_the_list_under_a_blocked_address_is_not_taken(cast: Cast, browser_of):
    take_over(cast.event, Reading([Listed(1, None, "Eve Adler", "eve@example.org", None)], [], [], "plain"))
    block(cast, browser_of)
    assert browser_of(cast.eve).post("/e/career-day/participation").status_code == 409


def test_only_fingerprints_are_kept_and_one_event_s_are_not_another_s(cast: Cast, browser_of):
    block(cast, browser_of)
    stored = Rows(BlockedAddress).first()
    assert stored
    assert len(stored.fingerprint) == 64
    assert BlockedAddress.mark(cast.elsewhere, "eve@example.org") != stored.fingerprint
    assert not BlockedAddress.has(cast.elsewhere, "eve@example.org")
    assert "eve@example.org" not in browser_of(cast.dora).get("/e/career-day/audit").get_data(as_text=True)


def test_an_address_is_let_in_again(cast: Cast, browser_of):
    assert block(cast, browser_of, do="unblock") == 422
    block(cast, browser_of)
    assert block(cast, browser_of, do="unblock") == 303
    assert joining.join(cast.event, cast.eve)


def test_the_page_costs_the_same_however_many_reports_there_are(cast: Cast, browser_of):
    dora, costs = browser_of(cast.dora), []
    for number in (2, 6):
        for n in range(number):
            one, other = make_person(f"a{number}{n} Vogt"), make_person(f"b{number}{n} Vogt")
            for each in (one, other):
                add_attendee(cast.event, each).claimed_at = NOW
            reporting.report(cast.event, one, other, SAID)
            pausing.pause(cast.at(one), cast.dora)
        db.session.commit()
        with counted() as made:
            dora.get(REPORTS)
        costs.append(len(made))
    assert costs[0] == costs[1]
