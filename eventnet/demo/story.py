"""What has happened in the demo world so far: who met whom, who wrote what, who waits for whom."""

import uuid
from datetime import datetime, timedelta

from msgspec import Struct

from eventnet.care.favours import noting
from eventnet.clock import now
from eventnet.demo.cast import CAST, DORA, Somebody
from eventnet.demo.past import DAY, HOUR, at, day_at, moment
from eventnet.directory import listing
from eventnet.events import joining
from eventnet.events.models import Attendee, Event
from eventnet.exchange import promising, remembering
from eventnet.exchange.livecode import proof
from eventnet.exchange.models import Contact
from eventnet.exchange.scanning import record_scan
from eventnet.followup import answers, requests
from eventnet.followup.evening import choosing
from eventnet.followup.models import MeetingRequest
from eventnet.followup.requests import Draft
from eventnet.people.models import Person


class World(Struct, frozen=True):
    """Everybody by their key, and the two events."""

    people: dict[str, Person]
    evening: Event
    today: Event


def tell(world: World) -> None:
    _evening(world)
    _before(world)
    _morning(world)
    _ask_today(world)


def _evening(world: World) -> None:
    """Who met a month ago."""
    for one in (DORA, *CAST):
        if one.was_at_evening:
            with at(world.evening.starts_at + HOUR / 4):
                joining.join(world.evening, world.people[one.key])
    _meet(world, world.evening, 1.0, "ada", "ines")
    _meet(world, world.evening, 1.5, "ada", "ben")
    _meet(world, world.evening, 1.8, "kwame", "ben")
    _meet(world, world.evening, 2.2, "priya", "ada")
    _note(world, "ada", "ines", "Wants explosion views drawn. Knows how small firms protect their ideas.", "patents")
    _note(
        world,
        "ada",
        "ben",
        "Test rig for bogie frames. He explained how strain gauges are glued, and offered a morning in the hall.",
        "test rigs",
        "internship",
    )


def _before(world: World) -> None:
    """Two meetings came of that evening, one was yesterday, one is tomorrow; and somebody else comes back to mind."""
    yesterday, tomorrow = day_at(-1, 14), day_at(1, 10, 30)
    first = Draft(
        ask="Could you look at my sketch of a clamp and tell me whether it is worth protecting?",
        offer="I draw you two explosion views, as you need them.",
        talked_about="Clamps for strain gauges, and what a patent costs.",
        place="Café Grundmann, August-Bebel-Straße 2, Leipzig",
        walls=(yesterday, yesterday + 2 * HOUR),
    )
    with at(moment(-9, 10)):
        asked = requests.propose(world.people["ada"], world.people["ines"], first)
    _accept(asked, moment(-8, 9))
    second = Draft(
        ask="May I watch a fatigue test for an hour, and ask how you decide when to stop it?",
        offer="I go through the Python scripts that you mentioned.",
        talked_about="The rig for bogie frames.",
        place="Railworks, gate 3, Am Gleisdreieck 8, Leipzig",
        minutes=60,
        walls=(tomorrow, tomorrow + 6 * HOUR),
    )
    with at(moment(-5, 18)):
        asked = requests.propose(world.people["ada"], world.people["ben"], second)
    _accept(asked, moment(-4, 8))
    with at(day_at(-1, 18)):
        choosing.choose_one(
            Contact.held_by(world.people["ada"]).where(Contact.subject == world.people["priya"]).all()[0]
        )
    _favour(world, "ada", "ben", "received", "Explained for an hour how strain gauges are glued", -20)
    _favour(world, "ada", "ines", "given", "Drew two explosion views of her clamp", -6)


def _morning(world: World) -> None:
    """Everybody is here since this morning; some have met already, one badge was scanned, one letter is open."""
    for number, one in enumerate((DORA, *CAST)):
        with at(world.today.starts_at + timedelta(minutes=2 * number)):
            joining.join(world.today, world.people[one.key]).role = one.role
            _let_find(world, one)
    _meet(world, world.today, 1.1, "ben", "ada")
    _meet(world, world.today, 1.2, "ada", "cleo")
    _meet(world, world.today, 1.3, "meiling", "ada")
    _meet(world, world.today, 1.4, "ada", "kwame")
    _meet(world, world.today, 1.5, "ada", "amara")
    _meet(world, world.today, 1.6, "cleo", "nour")
    _meet(world, world.today, 1.65, "ben", "kostas")
    _meet(world, world.today, 1.7, "kwame", "yusuf")
    _note(world, "ada", "cleo", "Trainee year starts in October. She reads CVs at the stand until four.", "trainee")
    _note(world, "ada", "amara", "Summer school on fracture. Ask about grants.", "summer school", "Grenoble")
    _note(world, "cleo", "ada", "5. Semester, Prüfstände, fragt genau nach. Trainee ab Oktober?", "Trainee")
    _promise(world, "ada", "amara", "mine", "Send her the pictures of my broken specimen")
    _promise(world, "ada", "cleo", "mine", "Bring my CV to the stand before four", day_at(0, 16))
    _promise(world, "ada", "kwame", "theirs", "Show me his notes on heat pumps")
    _promise(world, "cleo", "ada", "mine", "Die Broschüre zum Trainee-Jahr schicken", day_at(1, 12))
    with at(world.today.starts_at + 1.75 * HOUR):
        _scan(world, world.today, "tomasz", "ada", is_live=False)


def _let_find(world: World, one: Somebody) -> None:
    """Who says what they offer or look for lets others find them; Ada has not looked at that page yet."""
    attendee = joining.attendance(world.today, world.people[one.key])
    if attendee and one.key != "ada" and (one.offers or one.needs):
        listing.let_find(attendee)


def _ask_today(world: World) -> None:
    in_a_week = day_at(7, 16)
    to_cleo = Draft(
        ask="What would the first three months of the trainee year look like for somebody who likes test rigs?",
        offer="I tell you what students in my term look for in a first job.",
        talked_about="The trainee year, and the heat pump plant.",
        place="Stadtwerke, Augustusplatz 7, Leipzig",
        walls=(in_a_week, in_a_week + DAY),
    )
    to_ada = Draft(
        ask="Would you present your strain measurements to my students? Ten minutes, no slides needed.",
        offer="A place in the summer school, and an evening with people who do fracture for a living.",
        talked_about="Why your first specimen broke at the wrong place.",
        place="Lecture hall 3, Neues Augusteum",
        minutes=45,
        walls=(in_a_week - 2 * DAY, in_a_week - DAY),
    )
    with at(world.today.starts_at + 1.8 * HOUR):
        requests.propose(world.people["ada"], world.people["cleo"], to_cleo)
    with at(world.today.starts_at + 1.9 * HOUR):
        requests.propose(world.people["amara"], world.people["ada"], to_ada)


def _meet(world: World, event: Event, hours: float, scanner: str, subject: str) -> None:
    """One scans the other's phone; both have each other's card."""
    with at(event.starts_at + hours * HOUR):
        _scan(world, event, scanner, subject, is_live=True)


def _scan(world: World, event: Event, scanner: str, subject: str, is_live: bool) -> None:
    attendee = joining.attendance(event, world.people[subject])
    assert attendee is not None
    answer = record_scan(world.people[scanner], str(uuid.uuid4()), _code(attendee, is_live), now())
    assert answer.has_met, f"{scanner} scanned {subject}: {answer.outcome}"


def _code(attendee: Attendee, is_live: bool) -> str:
    return f"/P/{attendee.badge}.{proof(attendee.live_key, attendee.badge, now())}" if is_live else attendee.badge


def _note(world: World, owner: str, subject: str, text: str, *tags: str) -> None:
    remembering.write(world.people[owner], world.people[subject], text, list(tags))


def _promise(world: World, owner: str, subject: str, direction: str, text: str, due: datetime | None = None) -> None:
    due_on = due.date() if due else None
    promising.make(world.people[owner], world.people[subject], direction, text, due_on)


def _favour(world: World, owner: str, subject: str, direction: str, text: str, days: int) -> None:
    with at(moment(days, 18)):
        noting.note(world.people[owner], world.people[subject], direction, text, now().date())


def _accept(request: MeetingRequest, then: datetime) -> None:
    with at(then):
        answers.accept(request.proposed_slots[0], request.recipient)
