"""The team of an organiser: invited by mail, with a role, and there is always an owner."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Event, Membership
from eventnet.mail.models import Letter
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.team import inviting, members
from eventnet.organising.team.models import TeamInvitation
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_person, sign_in
from tests.exchange.test_statements import counted
from tests.followup.test_races import at_once
from tests.objects import member

TEAM = "/e/career-day/team"
INVITED = {"email": "ida@example.org", "role": "staff", "language": "en"}


def role_of(person: Person, event: Event) -> str | None:
    found = members.membership(event, person)
    return found.role if found else None


def letter_to(address: str) -> Letter:
    found = Rows(Letter).where(Letter.to_address == address).order_by(Letter.id.desc()).first()
    assert found
    return found


def link_in(letter: Letter) -> str:
    found = re.search(r"/t/[\w-]{43}", letter.text)
    assert found
    return found[0]


def invite(cast: Cast, email: str = "ida@example.org", role: str = "staff") -> str:
    inviting.invite(cast.event, cast.dora, email, role, "en")
    db.session.commit()
    return link_in(letter_to(email))


def test_an_invitation_makes_nobody_and_says_the_same_whoever_it_goes_to(cast: Cast, browser_of):
    dora, before, pages = browser_of(cast.dora), Rows(Person).count(), []
    for email in ("eve@example.org", "ida@example.org"):
        answer = dora.post(f"{TEAM}/invitations", data=INVITED | {"email": email})
        page = dora.get(answer.location).get_data(as_text=True)
        invitation = Rows(TeamInvitation).where(TeamInvitation.email == email).first()
        assert invitation
        pages.append(page.replace(email, "WHO").replace(invitation.code, "CODE"))
        db.session.delete(invitation)
        db.session.commit()
    assert re.sub(r'value="[^"]{60,}"', "", pages[0]) == re.sub(r'value="[^"]{60,}"', "", pages[1])
    assert Rows(Person).count() == before
    assert {act.number for act in AuditAct.at(cast.event)} == {0}


def test_only_a_fingerprint_of_the_link_is_kept(cast: Cast):
    link = invite(cast)
    secret = link.rpartition("/")[2]
    stored = Rows(TeamInvitation).first()
    assert stored
    assert len(secret) == 43
    assert secret not in repr(vars(stored))


def test_opening_the_link_changes_nothing(cast: Cast, client: FlaskClient):
    link = invite(cast)
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Join the team" in page.get_data(as_text=True)
    client.head(link)
    assert Rows(TeamInvitation).any()
    assert Rows(Membership).count() == 2


def test_somebody_new_says_yes_with_a_name(cast: Cast, client: FlaskClient):
    link = invite(cast)
    assert client.post(link, data={"name": " "}).status_code == 422
    assert client.post(link, data={"name": "Ida Wolf"}).location == "/e/career-day/people"
    ida = Person.confirmed("ida@example.org").first()
    assert ida
    assert (ida.name, role_of(ida, cast.event)) == ("Ida Wolf", "staff")
    assert client.get("/e/career-day/people").status_code == 200
    assert client.get(link).status_code == client.post(link).status_code == 404  # it works once


def test_somebody_known_signs_in_first_and_comes_back(cast: Cast, client: FlaskClient, app: Flask):
    link = invite(cast, "eve@example.org", "helper")
    assert "Your name" not in client.get(link).get_data(as_text=True)
    assert client.post(link, data={"name": "Not Eve"}).location == "/sign-in"
    client.post("/sign-in", data={"email": "eve@example.org"})
    digits = re.search(r"\d{6}", letter_to("eve@example.org").subject)
    assert digits
    assert client.post("/sign-in/code", data={"digits": digits[0]}).location == link
    assert role_of(cast.eve, cast.event) is None
    assert client.post(link).location == "/e/career-day/desk"
    assert role_of(cast.eve, cast.event) == "helper"


def test_a_link_that_was_passed_on_opens_nothing(cast: Cast, browser_of):
    for email in ("ben@example.org", "ida@example.org"):
        link = invite(cast, email)
        eve = browser_of(cast.eve)
        assert "This invitation went to another address" in eve.get(link).get_data(as_text=True)
        assert eve.post(link).status_code in {303, 422}
        assert role_of(cast.eve, cast.event) is None
    invitation = Rows(TeamInvitation).first()
    assert invitation
    with pytest.raises(Refused):
        inviting.accept(invitation, cast.eve)


def test_whoever_only_typed_the_address_is_not_let_in(cast: Cast):
    eve = make_person("eve-again Adler")
    eve.email, eve.email_confirmed_at = "ida@example.org", None
    invite(cast)
    invitation = Rows(TeamInvitation).first()
    assert invitation
    with pytest.raises(Refused):
        inviting.accept(invitation, eve)


def test_after_two_weeks_it_has_ended_and_can_be_sent_again(cast: Cast, client: FlaskClient, browser_of, travel):
    link, dora = invite(cast), browser_of(cast.dora)
    travel.shift(timedelta(days=14, minutes=1))
    assert client.get(link).status_code == client.post(link, data={"name": "Ida"}).status_code == 404
    invitation = Rows(TeamInvitation).first()
    assert invitation
    assert "has run out" in dora.get(TEAM).get_data(as_text=True)
    assert dora.post(f"{TEAM}/invitations/{invitation.code}/letter").status_code == 303
    assert client.get(link_in(letter_to("ida@example.org"))).status_code == 200
    assert client.get(link).status_code == 404


def test_it_is_sent_four_times_at_most_and_once_a_day(cast: Cast, travel):
    invite(cast)
    invitation, sent = Rows(TeamInvitation).first(), 1
    assert invitation
    for _ in range(10):
        try:
            inviting.send_again(invitation, cast.dora)
            sent += 1
        except Refused:
            travel.shift(timedelta(days=1))
    assert sent == Rows(Letter).count() == 4


def test_thirty_invitations_a_day_are_enough(cast: Cast):
    for number in range(30):
        inviting.invite(cast.event, cast.dora, f"i{number}@example.org", "helper", "en")
    with pytest.raises(Refused) as no:
        inviting.invite(cast.event, cast.dora, "one-more@example.org", "helper", "en")
    assert no.value.code == "enough"


def test_what_is_withdrawn_opens_nothing(cast: Cast, client: FlaskClient, browser_of):
    link = invite(cast)
    invitation = Rows(TeamInvitation).first()
    assert invitation
    path = f"{TEAM}/invitations/{invitation.code}/withdrawal"
    assert browser_of(cast.otto).post(path).status_code == 404
    assert browser_of(cast.dora).post(path).status_code == 303
    assert client.get(link).status_code == 404


def test_the_letter_speaks_the_language_of_its_reader(cast: Cast):
    assert cast.ben.language == "de"
    inviting.invite(cast.event, cast.dora, "ben@example.org", "helper", "en")
    inviting.invite(cast.event, cast.dora, "ida@example.org", "helper", "de")
    assert {letter.language for letter in Rows(Letter)} == {"de"}


def test_a_role_is_changed_and_counts_from_the_next_request(cast: Cast, browser_of):
    helper = member(cast, "helper")
    his, path = browser_of(helper), f"{TEAM}/{helper.code}/role"
    assert his.get("/e/career-day/people").status_code == 404
    assert browser_of(cast.dora).post(path, data={"role": "staff"}).status_code == 303
    assert his.get("/e/career-day/people").status_code == 200
    browser_of(cast.dora).post(path, data={"role": "king"})
    assert role_of(helper, cast.event) == "staff"


def test_whoever_is_removed_finds_nothing_any_more(cast: Cast, browser_of):
    staff = member(cast, "staff")
    theirs = browser_of(staff)
    assert theirs.get(TEAM).status_code == 200
    assert browser_of(cast.dora).post(f"{TEAM}/{staff.code}/removal").status_code == 303
    for path in (TEAM, f"{TEAM}/me", "/e/career-day/desk", "/e/career-day/people"):
        assert theirs.get(path).status_code == 404


def test_members_of_another_team_are_not_there(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    for action in ("role", "removal"):
        assert dora.post(f"{TEAM}/{cast.otto.code}/{action}", data={"role": "helper"}).status_code == 404
    assert role_of(cast.otto, cast.elsewhere) == "owner"


def test_staff_see_the_team_and_decide_nothing(cast: Cast, browser_of):
    staff = browser_of(member(cast, "staff"))
    page = staff.get(TEAM).get_data(as_text=True)
    assert "Dora Meyer" in page
    assert "Invite somebody" not in page
    assert "/removal" not in page


def test_everybody_may_leave_but_the_last_owner(cast: Cast, browser_of):
    helper, dora = member(cast, "helper"), browser_of(cast.dora)
    assert browser_of(helper).post(f"{TEAM}/me/departure").location == "/events"
    assert role_of(helper, cast.event) is None
    for path, data in (
        (f"{TEAM}/me/departure", {}),
        (f"{TEAM}/{cast.dora.code}/removal", {}),
        (f"{TEAM}/{cast.dora.code}/role", {"role": "staff"}),
    ):
        assert dora.post(path, data=data).status_code == 409
    assert role_of(cast.dora, cast.event) == "owner"
    assert [act.what for act in AuditAct.at(cast.event)] == ["team_left"]


def test_two_owners_who_remove_each_other_at_once_leave_one(app: Flask, cast: Cast):
    other = member(cast, "owner")
    event_id, ids = cast.event.id, (cast.dora.id, other.id)

    def removing(by_id: int, who_id: int):
        def act() -> None:
            event, by, who = (
                db.session.get(Event, event_id),
                db.session.get(Person, by_id),
                db.session.get(Person, who_id),
            )
            assert event
            assert by
            assert who
            found = members.membership(event, who)
            if found is None:
                raise Refused("gone", "")
            members.remove(event, by, found)

        return act

    results = at_once(app, removing(*ids), removing(*ids[::-1]))
    assert results.count("ok") == 1
    assert set(results) - {"ok"} <= {"last-owner", "gone"}
    left = Rows(Membership).where(Membership.organiser_id == Rows(Event).first().organiser_id).all()
    assert [each.role for each in left] == ["owner"]


def test_two_yeses_at_once_are_one(app: Flask, cast: Cast):
    invite(cast, "eve@example.org")
    invitation = Rows(TeamInvitation).first()
    assert invitation
    inviting.accept(invitation, cast.eve)
    db.session.commit()
    invite(cast, "ida@example.org")
    again = Rows(TeamInvitation).first()
    assert again
    again.email = "eve@example.org"
    inviting.accept(again, cast.eve)
    assert Rows(Membership).where(Membership.person_id == cast.eve.id).count() == 1


def test_whoever_is_in_the_team_or_invited_is_not_invited_again(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    for email in ("dora@example.org", "ida@example.org", "ida@example.org"):
        answer = dora.post(f"{TEAM}/invitations", data=INVITED | {"email": email})
    assert answer.status_code == 422
    assert Rows(TeamInvitation).count() == 1
    assert dora.post(f"{TEAM}/invitations", data=INVITED | {"role": "king"}).status_code == 422


def test_the_page_costs_the_same_however_large_the_team_is(cast: Cast, browser_of):
    dora, costs = browser_of(cast.dora), []
    for number in (1, 6):
        for _n in range(number):
            one = make_person(f"m{number}{_n} Vogt")
            db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=one.id, role="helper"))
        inviting.invite(cast.event, cast.dora, f"i{number}@example.org", "helper", "en")
        db.session.commit()
        with counted() as made:
            dora.get(TEAM)
        costs.append(len(made))
    assert costs[0] == costs[1]


def test_who_invited_is_remembered_when_two_are_one(cast: Cast):
    other = make_person("dora-too Meyer")
    inviting.invite(cast.event, other, "ida@example.org", "helper", "en")
    absorb(cast.dora, other)
    found = Rows(TeamInvitation).first()
    assert found
    assert found.by_id == cast.dora.id
    assert now() < found.ends_at


def test_the_invitation_of_one_browser_is_not_that_of_another(cast: Cast, app: Flask):
    link = invite(cast, "eve@example.org")
    ben = sign_in(app.test_client(), cast.ben)
    assert ben.post(link).location == "/sign-in"
    assert role_of(cast.ben, cast.event) is None
