"""The authorisation matrix, made from the URL map: every rule, method and visitor.

Nobody, a stranger (Eve), an attendee (Ada), the organiser of another body (Otto), the owner (Dora). What is behind
a rule belongs to Ada or to Dora's event; a new rule with a code fails here until `OBJECTS` says whose it is.
"""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.routing import Rule

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.events.models import Membership
from eventnet.people.models import Person
from eventnet.web.policies import policy_of
from tests.cast import Cast
from tests.objects import OBJECTS, World, furnish, member

BrowserOf = Callable[[Person], FlaskClient]
METHODS = ("GET", "HEAD", "POST")
FOR_MEMBERS = {"events.new_event"}  # signed in, and a member of any organiser


@pytest.fixture
def world(cast: Cast) -> World:
    return furnish(cast)


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in METHODS:
            if method in (rule.methods or set()):
                yield rule, method


def answers(app: Flask, world: World, client: FlaskClient, policy: str) -> dict[str, int]:
    """What each rule with a policy like this answers to a visitor."""
    found = {}
    for rule, method in rules(app):
        if policy_of(app, rule.endpoint).startswith(policy):
            path = world.path(rule)
            found[f"{method} {rule.rule}"] = client.open(path, method=method).status_code
    return found


def test_every_rule_with_a_code_says_whose_it_is(app: Flask) -> None:
    coded = {rule.endpoint for rule in app.url_map.iter_rules() if rule.arguments - {"slug"}}
    assert coded - set(OBJECTS) == set()


@pytest.mark.parametrize("policy", ["signed_in", "member_of"])
def test_nobody_is_asked_to_sign_in(app: Flask, world: World, client: FlaskClient, policy: str) -> None:
    wrong = {}
    for rule, method in rules(app):
        if policy_of(app, rule.endpoint).startswith(policy):
            answer = client.open(world.path(rule), method=method)
            is_asked = answer.status_code == 401 or answer.headers.get("Location") == "/sign-in"
            if not is_asked:
                wrong[f"{method} {rule.rule}"] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("visitor", ["eve", "ada", "ben", "otto"])
def test_an_event_is_run_by_its_own_organiser_alone(
    app: Flask, world: World, browser_of: BrowserOf, visitor: str
) -> None:
    client = browser_of(getattr(world.cast, visitor))
    found = answers(app, world, client, "member_of")
    assert found
    assert {rule: status for rule, status in found.items() if status != 404} == {}


FOR_HELPERS = {
    "events.poster",  # hangs on every wall
    "organising.poster_pdf",
    "organising.desk",
    "organising.scan_at_desk",
    "organising.arrive",
    "organising.take_back_arrival",
    "organising.add_at_desk",
    "organising.print_badge",
    "organising.my_role",
    "organising.leave_team",
}
FOR_OWNERS = {
    "organising.invite_member",
    "organising.send_team_invitation",
    "organising.withdraw_team_invitation",
    "organising.change_role",
    "organising.remove_member",
    "privacy.call_off_closing",
    "privacy.close_now",
    "privacy.keep_list",
}
# Also for members only there if the address asks for something that is: a kind, a language, a file without columns.
ASKS_FOR_MORE = {"organising.merge", "organising.paper_preview", "organising.choose_columns", "privacy.closing_report"}


@pytest.mark.parametrize("role", ["owner", "staff", "helper"])
def test_each_role_reaches_what_is_its_own_and_nothing_else_is_there(
    app: Flask, world: World, browser_of: BrowserOf, role: str
) -> None:
    """The three roles on every rule of a team: Dora in each, whatever the knock before has made of her."""
    member(world.cast, "owner")  # so that she may go
    organiser_id, person_id, wrong = world.cast.event.organiser_id, world.cast.dora.id, {}
    client = browser_of(world.cast.dora)
    for rule, method in rules(app):
        policy = policy_of(app, rule.endpoint)
        if not policy.startswith("member_of"):
            continue
        insert_once(Membership, organiser_id=organiser_id, person_id=person_id, role=role, since_at=now())
        mine = update(Membership).where(Membership.person_id == person_id)
        db.session.execute(mine.values(role=role))
        db.session.commit()
        status, may = (
            client.open(world.path(rule), method=method).status_code,
            role in policy.partition(":")[2].split(","),
        )
        is_there = status != 404 or (may and rule.endpoint in ASKS_FOR_MORE)
        if is_there != may or status >= 500:
            wrong[f"{method} {rule.rule}"] = status
    assert wrong == {}


def test_helpers_have_the_desk_and_owners_the_team(app: Flask) -> None:
    """Said once more, beside the policies, so that a new page is not open to helpers by a slip of the pen."""
    roles = {rule.endpoint: policy_of(app, rule.endpoint) for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint, policy in roles.items() if "helper" in policy} == FOR_HELPERS
    assert {endpoint for endpoint, policy in roles.items() if policy == "member_of:owner"} == FOR_OWNERS


def test_an_owner_gets_everywhere_at_the_own_event(app: Flask, world: World, browser_of: BrowserOf) -> None:
    found = answers(app, world, browser_of(world.cast.dora), "member_of")
    more = {f"{method} {rule.rule}" for rule, method in rules(app) if rule.endpoint in ASKS_FOR_MORE}
    assert {rule: status for rule, status in found.items() if status == 404 and rule not in more} == {}
    assert {rule: status for rule, status in found.items() if status >= 500} == {}


@pytest.mark.parametrize("visitor", ["eve", "otto", "dora"])
def test_what_is_ada_s_does_not_exist_for_others(app: Flask, world: World, browser_of: BrowserOf, visitor: str) -> None:
    client, wrong = browser_of(getattr(world.cast, visitor)), {}
    for rule, method in rules(app):
        if policy_of(app, rule.endpoint) == "signed_in" and rule.endpoint in OBJECTS:
            status = client.open(world.path(rule), method=method).status_code
            if status != 404:
                wrong[f"{method} {rule.rule}"] = status
    assert wrong == {}


@pytest.mark.parametrize("visitor", ["eve", "otto", "dora", "cleo"])
def test_a_meeting_is_between_two(app: Flask, world: World, browser_of: BrowserOf, visitor: str) -> None:
    found = answers(app, world, browser_of(getattr(world.cast, visitor)), "answer_link")
    assert found
    assert {rule: status for rule, status in found.items() if status != 404} == {}


def test_a_meeting_is_not_there_for_nobody(app: Flask, world: World, client: FlaskClient) -> None:
    found = answers(app, world, client, "answer_link")
    assert {rule: status for rule, status in found.items() if status not in {303, 404}} == {}


def test_ada_gets_to_everything_of_hers(app: Flask, world: World, browser_of: BrowserOf) -> None:
    client, wrong = browser_of(world.cast.ada), {}
    for rule, method in rules(app):
        is_hers = policy_of(app, rule.endpoint) == "signed_in" and rule.endpoint not in FOR_MEMBERS
        if is_hers and method != "POST":
            status = client.open(world.path(rule), method=method).status_code
            if status == 404 or status >= 500:
                wrong[f"{method} {rule.rule}"] = status
    assert wrong == {}


def test_no_rule_fails_whoever_knocks(app: Flask, world: World, client: FlaskClient, browser_of: BrowserOf) -> None:
    visitors = [client, *(browser_of(getattr(world.cast, name)) for name in ("eve", "ada", "dora"))]
    broken = {}
    for rule, method in rules(app):
        for visitor in visitors:
            status = visitor.open(world.path(rule), method=method).status_code
            if status >= 500:
                broken[f"{method} {rule.rule}"] = status
    assert broken == {}


def test_a_post_without_the_form_s_token_is_turned_away(app: Flask, world: World, browser_of: BrowserOf) -> None:
    client, wrong = browser_of(world.cast.ada), {}
    for rule, method in rules(app):
        if method == "POST":
            status = client.open(world.path(rule), method=method, csrf=False).status_code
            if status != 400 and not rule.rule.startswith(("/api/", "/hooks/")):
                wrong[rule.rule] = status
    assert wrong == {}
