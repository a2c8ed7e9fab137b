"""What was decided becomes rows, drawn up before anybody waits for the lock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from eventnet.clock import now
from eventnet.codes import codes_alike, new_code
from eventnet.exchange import consent, statements
from eventnet.exchange.deciding import Decided, Gift, Pair, is_asked_anew
from eventnet.exchange.looking import Place
from eventnet.exchange.statements import Row, Sheet
from eventnet.people.models import Person, shared_fields

Key = tuple[int, int, int]
STALE = timedelta(seconds=1)
BOTH = 2  # cards of one scan: mine, and theirs
MICROSECOND = timedelta(microseconds=1)


class Draft:
    """The rows of one batch, each kind sorted by its key, so that nobody waits in a circle."""

    def __init__(self, decided: Decided, dialect: str) -> None:
        self.decided, self._dialect, self._at = decided, dialect, now()
        pairs = list(decided.pairs.values())
        self.scans = self._of_scans([_scan(decided, uuid, self._at) for uuid in sorted(decided.outcomes)])
        self.encounters = self.of_encounters(sorted(decided.meetings))
        self.requests = Sheet(statements.requests, _requests(decided.me, pairs, self._at), dialect)
        self.answered = sorted(_answered(pairs))
        self.cards = Sheet(statements.contacts, _cards(decided.me, pairs, self._at), dialect)

    @property
    def is_of_one(self) -> bool:
        return len(self.decided.outcomes) == 1

    @property
    def gives_both(self) -> bool:
        """One scan of two who give each other their card; nobody is asked, and nobody has asked."""
        is_plain = self.is_of_one and len(self.encounters) == 1 and not self.requests and not self.answered
        return is_plain and len(self.cards) == BOTH

    @property
    def is_stale(self) -> bool:
        """A card is news by when it was given, so that must not be long before it can be seen (news.SLOW_COMMIT)."""
        return now() - self._at > STALE

    def of_encounters(self, keys: Iterable[Key]) -> Sheet:
        rows = [_encounter(key, self.decided) for key in keys]
        return Sheet(statements.encounters, rows, self._dialect)

    def codes_for_me(self, stored: Iterable[tuple[Any, ...]]) -> dict[int, str]:
        """By person the code of their card, of what the cards' statement returned."""
        mine = self.decided.me.id
        return {subject_id: code for owner_id, subject_id, code in stored if owner_id == mine}

    def _of_scans(self, rows: list[Row]) -> Sheet:
        if len(rows) != 1:
            return Sheet(statements.many_scans, rows, self._dialect)
        return Sheet(statements.one_scan, [{f"new_{name}": value for name, value in rows[0].items()}], self._dialect)


def _answered(pairs: Iterable[Pair]) -> Iterable[int]:
    """Who gives a card answers the request for it."""
    for pair in pairs:
        if pair.mine and pair.place.asked_id is not None and pair.place.asked_answered_at is None:
            yield pair.place.asked_id
        if pair.theirs and pair.place.asking_id is not None and pair.place.asking_answered_at is None:
            yield pair.place.asking_id


def _requests(me: Any, pairs: Iterable[Pair], at: datetime) -> list[Row]:
    asked = [pair.asks for pair in pairs if pair.asks and is_asked_anew(pair.asks)]
    return [
        {
            "asker_id": me.id,
            "asked_id": place.subject_id,
            "event_id": place.event_id,
            "code": new_code(),
            "asked_at": at,
        }
        for place in sorted(asked, key=lambda place: place.subject_id)
    ]


def _cards(me: Any, pairs: Iterable[Pair], at: datetime) -> list[Row]:
    """Giving again changes nothing, unless the card had ended, or more or less is given, or it is another event."""
    rows = sorted(_given(me, pairs, at), key=lambda row: (row["owner_id"], row["subject_id"]))
    for row, code in zip(rows, codes_alike(len(rows)), strict=True):
        row["code"] = code
    return rows


def _given(me: Any, pairs: Iterable[Pair], at: datetime) -> Iterable[Row]:
    """Each pair has a moment of its own, as news are told from moment to moment."""
    ours = shared_fields(me.shared)
    for pair in pairs:
        place = pair.place
        if pair.mine and _held(place, "given", at) != (pair.mine.place.event_id, ours):
            yield _card(place.subject_id, me.id, pair.mine, ours, at, me.card_life_days)
        if pair.theirs:
            fields, before = shared_fields(place.subject_shared), _held(place, "theirs", at)
            if before != (pair.theirs.place.event_id, fields):
                yield _card(me.id, place.subject_id, pair.theirs, fields, at, place.subject_card_life_days)
        at += MICROSECOND


def _held(place: Place, prefix: str, at: datetime) -> tuple[int, list[str]] | None:
    """Event and fields of a card that is alive."""
    if getattr(place, f"{prefix}_code") is None:
        return None
    event_id, fields, until, withdrawn_at = (
        getattr(place, f"{prefix}_{name}") for name in ("event_id", "fields", "until", "withdrawn_at")
    )
    return None if withdrawn_at is not None or (until is not None and until <= at) else (event_id, fields)


def _scan(decided: Decided, uuid: str, at: datetime) -> Row:
    sight = decided.sights[uuid]
    return {
        "scanner_id": decided.me.id,
        "uuid": uuid,
        "event_id": sight.event_id,
        "attendee_id": sight.place.attendee_id if sight.place else None,
        "how": sight.how,
        "outcome": decided.outcomes[uuid],
        "scanned_at": sight.scanned_at,
        "received_at": at,
    }


def _encounter(key: Key, decided: Decided) -> Row:
    meeting = decided.meetings[key]
    of = dict(zip(("event_id", "first_id", "second_id"), key, strict=True))
    return of | {"how": meeting.how, "met_at": meeting.met_at, "turn": 1}


def _card(owner_id: int, subject_id: int, gift: Gift, fields: list[str], at: datetime, life_days: int) -> Row:
    return {
        "owner_id": owner_id,
        "subject_id": subject_id,
        "event_id": gift.place.event_id,
        "how": gift.how,
        "fields": fields,
        "consent_text": consent.CURRENT,
        "given_at": at,
        "until": Person.end_of_card(at, life_days),
    }
