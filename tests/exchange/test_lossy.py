"""Nothing is lost, nothing happens twice: the phone's own queue in a real browser, over a network that fails."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventnet.db import db, reading
from eventnet.exchange.models import CardRequest, Contact, Encounter, Scan
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.browsing import Live
from tests.cast import sign_in
from tests.exchange.lossy import Congress, LossyNetwork, Planned
from tests.exchange.offline import Phone, sign_in_as

pytestmark = pytest.mark.browser

FIELDS = ("text", "mine", "theirs")
RUNS, PEOPLE, PAGES, SEED = 1000, 20, 4, 3
EMPTY = """async (runs) => {
  const { queue, signals } = eventnet;
  const ids = [];
  const empty = () => new Promise((done) => {
    const look = ({ detail }) => detail.left || done(signals.removeEventListener("state", look));
    signals.addEventListener("state", look);
    queue.waiting().then(({ length }) => look({ detail: { left: length } }));
  });
  for (const scans of runs) {
    const items = await Promise.all(scans.map(queue.add));
    for (const [at, { notes }] of scans.entries()) for (const note of notes) await queue.note(items[at].id, note);
    ids.push(...items.map(({ id }) => id));
    await empty();
  }
  return ids;
}"""
BEGIN = """() => {
  const { network, signals, sync } = eventnet;
  Object.assign(network.pace, { first: 4, most: 100 });
  window.answers = {};
  signals.addEventListener("answered", ({ detail }) => (answers[detail.item.id] ??= []).push(detail.result.outcome));
  sync.start();
}"""


@dataclass
class Handed:
    """What was planned, and what the phones were told."""

    scans: list[Planned]
    answers: dict[str, set[str]]


@pytest.fixture
def congress(live) -> Congress:
    return Congress(live, SEED, PEOPLE)


def hand_in(congress: Congress, open_page) -> Handed:
    """Some pages side by side; each belongs to one person after the other."""
    phones = [Phone(open_page()) for _page in range(PAGES)]
    for phone in phones:
        phone.page.evaluate(BEGIN)
    done: list[Planned] = []
    for first in range(0, PEOPLE, PAGES):
        runs = {}
        for phone, number in zip(phones, range(first, first + PAGES), strict=True):
            sign_in_as(congress.live, phone.page.context, congress.scanners[number])
            phone("person.refresh()")  # who is here, and what time it is
            runs[phone] = congress.runs_of(number, RUNS // PEOPLE)
            given = [[{"code": congress.code(scan), "notes": scan.notes} for scan in run] for run in runs[phone]]
            phone.page.evaluate(f"(runs) => {{ window.ids = ({EMPTY})(runs); }}", given)
        for phone, planned in runs.items():
            done += named([scan for run in planned for scan in run], phone.page.evaluate("window.ids"))
            assert phone("Promise.all([queue.waiting(), queue.setAside()])") == [[], []]
    answers = {id_: set(told) for phone in phones for id_, told in phone.page.evaluate("window.answers").items()}
    return Handed(done, answers)


def named(scans: list[Planned], ids: list[str]) -> list[Planned]:
    for scan, id_ in zip(scans, ids, strict=True):
        scan.id = id_
    return scans


def told(live: Live, person: Person) -> dict[str, str]:
    """All that the inbox of this person has ever to say: ids and names."""
    db.session.rollback()
    with reading(False):
        client = sign_in(live.app.test_client(), person)
    items, cursor = {}, "1"
    while True:
        news = client.get(f"/api/v1/inbox?since={cursor}").get_json()
        new = {item["id"]: item["name"] for item in news["items"] if item["id"] not in items}
        if not new:
            return items
        items, cursor = items | new, news["cursor"]


def pairs(model: type, one: str, other: str) -> set[tuple[int, int]]:
    found = [tuple(row) for row in db.session.execute(select(getattr(model, one), getattr(model, other)))]
    assert len(found) == len(set(found))
    return set(found)


def test_what_is_handed_in_over_a_lossy_network_happens_exactly_once(live, phone, congress, ticking, caplog):
    """A thousand times some scans with notes; in the end a lot of it arrives once more, in any order."""
    caplog.set_level("WARNING", "werkzeug")
    network = LossyNetwork(live.app, SEED)
    handed = hand_in(congress, phone)
    assert network.count["dropped"] > 0.2 * network.count["asked"] > RUNS / 5, network.count
    db.session.rollback()
    judge_what_is_stored(congress, handed)
    ticking.shift(timedelta(seconds=10))  # the inbox tells the news of the last seconds twice
    witnesses = [*congress.scanners, *(attendee.person for attendee in congress.subjects[0])]
    before = {person.id: told(live, person) for person in witnesses}
    met = [congress.pair(scan) for scan in handed.scans]
    for person in witnesses:
        others = {other for pair in met for other in pair if person.id in pair} - {person.id}
        assert set(before[person.id].values()) == {congress.name(other) for other in others}
    network.deliver_once_more(150)
    db.session.rollback()
    judge_what_is_stored(congress, handed)
    assert {person.id: told(live, person) for person in witnesses} == before  # no notice comes twice


def judge_what_is_stored(congress: Congress, handed: Handed) -> None:
    stored = db.session.execute(select(Scan.uuid, Scan.scanner_id, Scan.outcome, Scan.noted)).all()
    assert len(stored) == len(handed.scans)
    assert {scan.uuid: {scan.outcome} for scan in stored} == handed.answers
    assert {scan.uuid: scan.scanner_id for scan in stored} == {scan.id: congress.pair(scan)[0] for scan in handed.scans}
    noted = {
        scan.uuid: {name: words for name, words in (scan.noted or {}).items() if name in FIELDS} for scan in stored
    }
    assert noted == {scan.id: scan.noted for scan in handed.scans}
    met = {congress.pair(scan) for scan in handed.scans}
    mutual = {congress.pair(scan) for scan in handed.scans if scan.is_live}
    assert pairs(Encounter, "first_id", "second_id") == {(min(pair), max(pair)) for pair in met}
    assert pairs(Contact, "subject_id", "owner_id") == met | {(subject, scanner) for scanner, subject in mutual}
    assert {
        (row.asker_id, row.asked_id) for row in Rows(CardRequest).where(CardRequest.answered_at.is_(None))
    } == met - mutual
    assert Rows(Letter).count() == 0
