"""The closed list of what can stand in the audit list, each in two sentences.

For the office: what was done; the page adds to whom. For the person: what was done with their data, said to them.
`%(name)s` takes the value of that name which `note` was given, so that it must be given one.
"""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.organising.team.words import TEAM_ROLES

_NAMED = re.compile(r"%\((\w+)\)s")


class Sentence(Struct, frozen=True):
    office: Any
    person: Any


WORDS: dict[str, Sentence] = {
    "imported": Sentence(
        _l("Imported a list: %(new)s new, %(changed)s changed"), _l("Put you on the list, or changed what it says")
    ),
    "import_undone": Sentence(
        _l("Took an import back: %(number)s entries"), _l("Took back what a list had said about you")
    ),
    "import_report": Sentence(_l("Exported the report of an import"), _l("Exported the report of an import")),
    "added": Sentence(_l("Added by hand"), _l("Put you on the list by hand")),
    "changed": Sentence(_l("Changed the entry: %(fields)s"), _l("Changed your entry on the list: %(fields)s")),
    "exported": Sentence(_l("Exported the list"), _l("Exported the list with your entry")),
    "invited": Sentence(_l("Sent an invitation"), _l("Sent you an invitation")),
    "badge_printed": Sentence(_l("Printed the badge"), _l("Printed your badge")),
    "badge_revoked": Sentence(_l("Revoked the badge"), _l("Revoked your badge")),
    "arrived": Sentence(_l("Noted the arrival"), _l("Noted at the desk that you arrived")),
    "paused": Sentence(_l("Paused"), _l("Paused you: your codes opened nothing")),
    "unpaused": Sentence(_l("Let back after a pause"), _l("Let you back after a pause")),
    "report_dismissed": Sentence(_l("Dismissed a report"), _l("Dismissed a report")),
    "address_blocked": Sentence(_l("Blocked an address"), _l("Blocked an address")),
    "address_unblocked": Sentence(_l("Let a blocked address in again"), _l("Let a blocked address in again")),
    "team_invited": Sentence(
        _l("Sent an invitation into the team: %(role)s"), _l("Invited you into the team: %(role)s")
    ),
    "team_invitation_withdrawn": Sentence(
        _l("Withdrew an invitation into the team: %(role)s"), _l("Withdrew your invitation into the team: %(role)s")
    ),
    "team_joined": Sentence(_l("Joined the team: %(role)s"), _l("You joined the team: %(role)s")),
    "team_role_changed": Sentence(
        _l("Changed the role in the team: %(role)s"), _l("Changed your role in the team: %(role)s")
    ),
    "team_removed": Sentence(_l("Removed from the team"), _l("Removed you from the team")),
    "team_left": Sentence(_l("Left the team"), _l("You left the team")),
    "arrival_undone": Sentence(_l("Took the arrival back"), _l("Took your arrival back")),
    "removed": Sentence(_l("Removed from the event"), _l("Took your place at the event away")),
    "brought_back": Sentence(_l("Brought back to the event"), _l("Gave you your place back")),
    "merged": Sentence(_l("Merged two entries of the list"), _l("Merged two entries of the list that are both you")),
    "question_removed": Sentence(
        _l("Removed the question “%(question)s” with its answers"),
        _l("Removed the question “%(question)s” with your answer"),
    ),
    "choices_removed": Sentence(
        _l("Took choices of “%(question)s” away, also from answers"),
        _l("Took a choice away that you had made: “%(question)s”"),
    ),
    "pretix_connected": Sentence(_l("Connected the event to pretix"), _l("Connected the event to pretix")),
    "pretix_disconnected": Sentence(_l("Disconnected the event from pretix"), _l("Disconnected the event from pretix")),
    "pretix_hook": Sentence(_l("Made an address for pretix to call"), _l("Made an address for pretix to call")),
    "message_released": Sentence(_l("Let a message go"), _l("Let a message go")),
    "message_called_off": Sentence(_l("Called a message off"), _l("Called a message off")),
    "closing_days": Sentence(
        _l("Keeps the list for %(days)s days after the event"), _l("Keeps the list for %(days)s days after the event")
    ),
    "closing_asked": Sentence(_l("Asked to close the event"), _l("Asked to close the event")),
    "closing_called_off": Sentence(_l("Kept the event open after all"), _l("Kept the event open after all")),
    "closed": Sentence(
        _l("Closed the event: %(erased)s erased, %(cleared)s cleared"),
        _l("Closed the event: %(erased)s erased, %(cleared)s cleared"),
    ),
    "messaged": Sentence(_l("Wrote to many at once"), _l("Sent you a message")),
    "absent_in_pretix": Sentence(
        _l("Noted as cancelled in pretix"), _l("Noted that your ticket was cancelled in pretix")
    ),
}

# What `fields` may name.
FIELDS: dict[str, Any] = {
    "name": _l("name"),
    "email": _l("e-mail"),
    "organisation": _l("organisation"),
    "role": _l("role"),
    "tickets": _l("ticket"),
    "answers": _l("answers"),
    **TEAM_ROLES,
}


def needed(what: str) -> set[str]:
    """The names of the values without which the sentences of this key cannot be said."""
    sentence = WORDS[what]
    return {name for words in (sentence.office, sentence.person) for name in _NAMED.findall(str(words))}


def for_office(what: str, said: Mapping[str, Any]) -> str:
    return str(WORDS[what].office) % _spoken(said)


def for_person(what: str, said: Mapping[str, Any]) -> str:
    return str(WORDS[what].person) % _spoken(said)


def _spoken(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: _as_words(value) for name, value in said.items()}


def _as_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(FIELDS.get(each, each)) for each in value)
    return str(FIELDS.get(value, value))
