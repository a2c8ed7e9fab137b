"""Which rows and columns are a person's to take along, as data.

A column that is not named here leaves nobody's hands. A column that leads to another row is given as its name or code.
"""

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import ColumnElement, Table, or_

Only = Callable[[Table, int], ColumnElement[bool]]


class Holding(Struct, frozen=True):
    """Rows of a table in which one of `mine` is the person, or which hang on rows that are theirs (`on`: a column).

    `only` narrows them down: a request that has not arrived is not there yet for whom it asks.
    """

    name: str
    table: str
    columns: str
    mine: tuple[str, ...] = ()
    on: str = ""
    only: Only | None = None


def _arrived(table: Table, person_id: int) -> ColumnElement[bool]:
    return or_(table.c.sender_id == person_id, table.c.delivered_at.is_not(None))


def _asked(table: Table, _person_id: int) -> ColumnElement[bool]:
    return table.c.asked_at.is_not(None)


ACCOUNT = (
    Holding("links", "link", "network label url", ("person_id",)),
    Holding("devices", "device", "label created_at seen_at ended_at", ("person_id",)),
    Holding(
        "letters_wished",
        "wishes",
        "evening evening_hour weekly weekly_day day_before two_hours letters changed_at",
        ("person_id",),
    ),
    Holding("quiet_days", "quiet_time", "from_on until_on", ("person_id",)),
    Holding("calendar_address", "calendar_feed", "made_at", ("person_id",)),
    Holding("blocked", "block", "blocked_id since_at", ("blocker_id",)),
    Holding("left_in_peace_by", "rest", "asker_id until since_at", ("person_id",)),
    Holding("not_suggested", "directory_no_thanks", "other_id since_at", ("person_id",)),
    Holding("taken_along", "takeout", "device taken_at", ("person_id",)),
)
CARDS = (
    Holding(
        "given", "contact", "owner_id event_id how fields consent_text given_at until withdrawn_at", ("subject_id",)
    ),
    Holding("asked_of_me", "card_request", "asker_id event_id asked_at answered_at given_back", ("asked_id",)),
    Holding("asked_by_me", "card_request", "asked_id event_id asked_at", ("asker_id",)),
    Holding("scans", "scan", "event_id how outcome scanned_at received_at noted noted_at", ("scanner_id",)),
)
MEMORY = (
    Holding("met", "encounter", "event_id first_id second_id how met_at", ("first_id", "second_id")),
    Holding("notes", "note", "subject_id text tags written_at", ("owner_id",)),
    Holding("promises", "promise", "subject_id direction text due_on made_at kept_at", ("owner_id",)),
    Holding("favours", "favour", "subject_id direction text done_at noted_at thanked_at", ("owner_id",)),
    Holding("in_touch", "touch", "subject_id how at", ("owner_id",)),
    Holding("rhythms", "rhythm", "subject_id every set_at later_on named_at", ("owner_id",)),
    Holding("evenings", "evening", "event_id on made_at answered_at", ("person_id",)),
    Holding("chosen_to_meet_again", "choice", "subject_id on chosen_at done_at", ("owner_id",)),
    Holding("to_be_in_touch_with", "again", "subject_id due_on set_at", ("owner_id",)),
)
MEETINGS = (
    Holding(
        "requests",
        "meeting_request",
        "code event_id sender_id recipient_id talked_about ask offer place minutes zone sent_at delivered_at answer "
        "answered_at answer_note ask_after_on withdrawn_at expired_at closed_at",
        ("sender_id", "recipient_id"),
        only=_arrived,
    ),
    Holding("times", "slot", "request_id proposed_by_id starts_at", on="request_id"),
    Holding("rounds", "meeting_round", "request_id by_id number note at", on="request_id"),
    Holding(
        "meetings",
        "meeting",
        "code request_id starts_at zone minutes place way agreed_at cancelled_at cancelled_by_id cancelled_why "
        "proven_at",
        on="request_id",
    ),
    Holding(
        "asked_along",
        "meeting_guest",
        "meeting_id brought_by_id words asked_at answer answered_at left_at",
        ("person_id",),
        only=_asked,
    ),
    Holding("brought_along", "meeting_guest", "meeting_id person_id words suggested_at asked_at", ("brought_by_id",)),
    Holding("calendar_said", "calendar_hint", "meeting_id said starts_at heard_at settled_at", ("person_id",)),
    Holding("said_about_meetings", "outcome", "meeting_id held said_at", ("person_id",)),
    Holding("thanks", "thank_you", "meeting_id from_id words sent_at", on="meeting_id"),
    Holding(
        "short_letters",
        "personal_letter",
        "sender_id recipient_id opener lines link file_name met_at written_at delivered_at closed_at",
        ("sender_id", "recipient_id"),
        only=_arrived,
    ),
    Holding(
        "introductions",
        "introduction",
        "first_id second_id event_id words made_at withdrawn_at came_about_at",
        ("introducer_id",),
    ),
    Holding(
        "introduced", "introduction_side", "introduction_id asked_at answer answered_at", ("person_id",), only=_asked
    ),
)
EVENTS = (
    Holding(
        "places",
        "attendee",
        "event_id role sharing offers needs badge badge_revoked_at paused_at listed_name listed_email "
        "listed_organisation external_id invited_at claimed_at arrived_at created_at",
        ("person_id",),
    ),
    Holding("answers", "question_answer", "question_id value", on="attendee_id"),
    Holding(
        "taken_off_lists",
        "removal",
        "event_id listed_name listed_email listed_organisation claimed_at removed_at",
        ("person_id",),
    ),
    Holding("next_time", "next_time", "event_id text said_at", ("person_id",)),
    Holding("in_teams", "membership", "organiser_id role since_at", ("person_id",)),
    Holding("reported_by_me", "report", "event_id subject_id words made_at", ("reporter_id",)),
)
LETTERS = (
    Holding("to_me", "letter", "kind to_address subject written_at sent_at failed_at", ("to_person_id",)),
    Holding("on_my_behalf", "letter", "kind to_name written_at sent_at failed_at", ("from_person_id",)),
)
HOLDINGS = {"account.json": ACCOUNT, "cards.json": CARDS, "memory.json": MEMORY, "meetings.json": MEETINGS}
HOLDINGS |= {"events.json": EVENTS, "letters.json": LETTERS}

# Names a person and is not theirs to take: an organiser's work, what others keep to themselves, keys to doors.
WORK = "the work of an organiser's team, in the event's own lists"
OTHERS = "the private memory of somebody else"
LEFT = {
    "audit_line.person_id": "goes along in words, as the person's own page says it",
    "photo.person_id": "goes along as a picture",
    "former_code.person_id": "a code that phones may still hold; it says nothing",
    "answer_link.person_id": "a key to a door, and nothing else",
    "attachment.owner_id": "a file that waits for its letter and is wiped when it is out",
    "message_recipient.person_id": "the letter itself stands in letters.json",
    "rest.asker_id": "what somebody else decided for themselves",
    "block.blocked_id": "whoever blocks somebody is not named to them",
    "directory_no_thanks.other_id": "what somebody else does not want to be shown",
    "introduction.first_id": "each side has its own row, without the other one's answer",
    "introduction.second_id": "each side has its own row, without the other one's answer",
    "report.subject_id": "protects those who report",
    "contact.owner_id": "goes along as contacts.json and contacts.vcf, as long as its giver lets it",
    "note.subject_id": OTHERS,
    "promise.subject_id": OTHERS,
    "favour.subject_id": OTHERS,
    "touch.subject_id": OTHERS,
    "rhythm.subject_id": OTHERS,
    "again.subject_id": OTHERS,
    "choice.subject_id": OTHERS,
    "attendee.arrived_by_id": WORK,
    "audit_act.by_id": WORK,
    "blocked_address.by_id": WORK,
    "closing.asked_by_id": WORK,
    "import_draft.person_id": WORK,
    "import_record.person_id": WORK,
    "job.person_id": WORK,
    "message.by_id": WORK,
    "pretix_source.person_id": WORK,
    "removal.removed_by_id": WORK,
    "report.handled_by_id": WORK,
    "team_invitation.by_id": WORK,
    "meeting.cancelled_by_id": "stands with its meeting",
    "meeting_round.by_id": "stands with its request",
    "slot.proposed_by_id": "stands with its request",
    "thank_you.from_id": "stands with its meeting",
}
