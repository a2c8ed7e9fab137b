"""A page that shows a scanned code gives its scan an id and a time, so that a double tap, slow typing and the way
through signing in change nothing about it."""

from datetime import UTC, datetime
from functools import cached_property
from uuid import uuid4

from flask import current_app, session
from itsdangerous import BadSignature, URLSafeSerializer
from msgspec import Struct

from eventnet.clock import now
from eventnet.exchange.answers import Answer
from eventnet.exchange.scanning import record_scan
from eventnet.people.models import Person

WAITING = "waiting_scan"


class Ticket(Struct, frozen=True, dict=True):
    """Signed by us: `at` is the server's time when the page was opened."""

    id: str
    code: str
    at: datetime

    @classmethod
    def for_code(cls, code: str) -> "Ticket":
        return cls(str(uuid4()), code, now())

    @classmethod
    def read(cls, signed: str, code: str) -> "Ticket":
        """What the page of this code carried; a ticket that is missing, forged or of another code begins anew."""
        try:
            ticket = cls._of(_signer().loads(signed))
        except BadSignature:
            return cls.for_code(code)
        return ticket if ticket.code == code else cls.for_code(code)

    @classmethod
    def take_waiting(cls) -> "Ticket | None":
        """The scan that this browser made before it was signed in, once."""
        values = session.pop(WAITING, None)
        return cls._of(values) if values else None

    @cached_property
    def signed(self) -> str:
        signed = _signer().dumps(self._values)
        return signed if isinstance(signed, str) else signed.decode()

    def wait(self) -> None:
        """The session is signed too, and outlives signing in."""
        session[WAITING] = self._values

    def record(self, scanner: Person) -> Answer:
        return record_scan(scanner, self.id, self.code, self.at)

    @property
    def _values(self) -> list[str | float]:
        return [self.id, self.code, self.at.timestamp()]

    @classmethod
    def _of(cls, values: tuple[str, str, float]) -> "Ticket":
        scan_id, code, at = values
        return cls(scan_id, code, datetime.fromtimestamp(at, UTC))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="eventnet scan 1")
