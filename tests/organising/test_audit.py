"""What organisers do with somebody's data stands in the audit list, for the office and for the person."""

import ast

import pytest
from flask import Flask
from sqlalchemy import delete, select

from eventnet.assets import PACKAGE
from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.organising.applying import take_over
from eventnet.organising.audit import note, words
from eventnet.organising.audit.models import AuditAct, AuditLine
from eventnet.organising.importing import Listed, Reading
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.web.policies import policy_of
from tests.cast import Cast, make_person
from tests.exchange.test_statements import counted
from tests.objects import furnish
from tests.organising.audited import TOUCHES_NOBODY, WRITES
from tests.organising.test_badges import CHOSEN

OFFICE = "/e/career-day/audit"
MINE = "/profile/organisers"


def acts(cast: Cast) -> list[tuple[str, int]]:
    return [(act.what, act.number) for act in AuditAct.at(cast.event)]


def about(person: Person) -> list[str]:
    return [act.what for act in AuditAct.about(person)]


def keys_in_source() -> set[str]:
    """The keys of every `note(…)` in the package."""
    calls = [
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note"
    ]
    third = [call.args[2] for call in calls if len(call.args) > 2]
    return {key.value for key in third if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def test_each_post_of_a_team_says_what_it_writes(app: Flask):
    posts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and policy_of(app, rule.endpoint).startswith("member_of")
    }
    assert posts - set(WRITES) - TOUCHES_NOBODY == set()
    assert not set(WRITES) & TOUCHES_NOBODY
    assert set().union(*WRITES.values()) <= set(words.WORDS)


def test_what_is_written_has_words():
    assert keys_in_source() <= set(words.WORDS)


FORMS = {
    "organising.print_badges": CHOSEN,
    "organising.add_at_desk": {"name": "Fay Young", "role": "attendee"},
}  # fmt: skip
DRIVEN = {  # what needs more than a form is driven by the tests of its own page
    "organising.invite_all", "organising.export_csv", "organising.export_workbook", "organising.print_badges",
    "organising.print_badge", "organising.arrive", "organising.scan_at_desk", "organising.take_back_arrival",
    "organising.add_at_desk", "organising.invite",
}  # fmt: skip


def test_what_is_done_to_people_is_noted_with_them(app: Flask, cast: Cast, browser_of):
    world, dora, ben = furnish(cast), browser_of(cast.dora), cast.at(cast.ben)
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    for endpoint in sorted(DRIVEN):
        db.session.execute(delete(AuditAct))
        ben.claimed_at, ben.listed_email, ben.invited_at = None, "ben@example.org", None
        ben.arrived_at = cast.event.starts_at if endpoint == "organising.take_back_arrival" else None
        db.session.commit()
        form = FORMS.get(endpoint, {}) | ({"code": ben.badge} if endpoint.endswith("scan_at_desk") else {})
        answer = dora.post(world.path(rules[endpoint]), data=form)
        assert answer.status_code in {200, 303}, endpoint
        done = AuditAct.at(cast.event).all()
        assert {(act.what, act.by) for act in done} == {(what, cast.dora) for what in WRITES[endpoint]}, endpoint
        if not endpoint.endswith("add_at_desk"):
            assert set(about(cast.ben)) == WRITES[endpoint], endpoint


def test_an_import_is_noted_with_those_whom_it_put_on_the_list(cast: Cast):
    listed = [Listed(1, None, "Fay Young", "fay@example.org", None), Listed(2, None, "Gil Roth", None, None)]
    take_over(cast.event, Reading(listed, [], [], "plain"), by=cast.dora)
    assert acts(cast) == [("imported", 2)]
    assert about(Rows(Person).where(Person.name == "Gil Roth").all()[0]) == ["imported"]
    take_over(cast.event, Reading(listed, [], [], "plain"), by=cast.dora)
    assert acts(cast) == [("imported", 2)]  # nothing changed, nothing to tell


def test_both_sides_read_it(cast: Cast, browser_of):
    note(cast.event, cast.dora, "imported", [cast.ada.id, cast.ben.id], new=1, changed=1)
    note(cast.event, cast.dora, "badge_printed", [cast.ada.id])
    note(cast.event, None, "changed", [cast.ada.id], fields=["name", "email"])
    db.session.commit()
    office = browser_of(cast.dora).get(OFFICE).get_data(as_text=True)
    assert "Imported a list: 1 new, 1 changed · 2 people" in office
    assert "Printed the badge · Ada Lindqvist" in office
    assert "Changed the entry: name, e-mail" in office
    mine = browser_of(cast.ada).get(MINE).get_data(as_text=True)
    assert "Printed your badge" in mine
    assert "Dora Meyer, Career Day Leipzig office" in mine
    assert "By itself, for Career Day Leipzig office" in mine
    assert "Printed your badge" not in browser_of(cast.ben).get(MINE).get_data(as_text=True)
    assert "Dora Meyer" not in browser_of(cast.eve).get(MINE).get_data(as_text=True)


def test_the_list_of_one_event_knows_nothing_of_another(cast: Cast, browser_of):
    note(cast.elsewhere, cast.otto, "exported", [cast.ada.id])
    db.session.commit()
    foreign = Rows(AuditAct).first()
    assert foreign
    assert "Exported" not in browser_of(cast.dora).get(OFFICE).get_data(as_text=True)
    assert browser_of(cast.otto).get(OFFICE).status_code == 404
    browser_of(cast.dora).get(f"{OFFICE}?after={foreign.code}&member={cast.otto.code}")


def test_the_list_can_be_asked_for_one_member_and_is_paged(cast: Cast, browser_of):
    for _ in range(41):
        note(cast.event, cast.dora, "arrived", [cast.ada.id])
    note(cast.event, cast.cleo, "badge_printed", [cast.ben.id])
    db.session.commit()
    dora = browser_of(cast.dora)
    first = dora.get(OFFICE).get_data(as_text=True)
    assert first.count("Noted the arrival") == 39
    last = next(act for n, act in enumerate(AuditAct.at(cast.event)) if n == 39)
    assert dora.get(f"{OFFICE}?after={last.code}").get_data(as_text=True).count("Noted the arrival") == 2
    of_cleo = dora.get(f"{OFFICE}?member={cast.cleo.code}").get_data(as_text=True)
    assert "Printed the badge" in of_cleo
    assert "Noted the arrival" not in of_cleo


def test_a_page_costs_the_same_however_long_it_is(cast: Cast, browser_of):
    dora, ada, costs = browser_of(cast.dora), browser_of(cast.ada), []
    for number in (1, 20):
        for _ in range(number):
            note(cast.event, cast.dora, "arrived", [cast.ada.id])
        db.session.commit()
        with counted() as made:
            dora.get(OFFICE)
            ada.get(MINE)
        costs.append(len(made))
    assert costs[0] == costs[1]


def test_however_many_people_it_takes_the_same_statements(cast: Cast):
    costs = []
    for number in (1, 60):
        people = [make_person(f"person{number}-{n} Many").id for n in range(number)]
        with counted() as made:
            note(cast.event, cast.dora, "exported", people)
        costs.append(len(made))
    assert costs[0] == costs[1]
    note(cast.event, cast.dora, "exported", select(Attendee.person_id).where(Attendee.event_id == cast.event.id))
    assert acts(cast) == [("exported", 3), ("exported", 60), ("exported", 1)]
    assert about(cast.ben) == ["exported"]


def test_whoever_is_erased_takes_their_lines_with_them(cast: Cast, browser_of):
    note(cast.event, cast.dora, "badge_printed", [cast.eve.id])
    note(cast.event, cast.eve, "arrived", [cast.ada.id])
    db.session.commit()
    db.session.delete(cast.eve)
    db.session.commit()
    assert Rows(AuditLine).count() == 1
    office = browser_of(cast.dora).get(OFFICE).get_data(as_text=True)
    assert "somebody who was erased" in office
    assert "A former member" in office
    assert "A former member of" in browser_of(cast.ada).get(MINE).get_data(as_text=True)


def test_what_was_about_both_is_about_one_when_two_are_one(cast: Cast):
    listed = make_person("Adalind Lindqvist")
    note(cast.event, cast.dora, "imported", [listed.id, cast.ada.id], new=1, changed=1)
    note(cast.event, cast.dora, "invited", [listed.id])
    note(cast.event, listed, "arrived", [cast.ben.id])
    absorb(cast.ada, listed)
    db.session.commit()
    assert about(cast.ada) == ["invited", "imported"]
    assert AuditAct.at(cast.event).all()[0].by == cast.ada


def test_a_key_without_words_or_without_its_values_is_not_written(cast: Cast):
    for what, said in (("looked_at", {}), ("imported", {"new": 1})):
        with pytest.raises(AssertionError):
            note(cast.event, cast.dora, what, [cast.ada.id], **said)
    assert acts(cast) == []
