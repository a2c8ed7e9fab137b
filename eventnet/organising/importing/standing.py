"""Who holds a valid place: the words that ticket shops and registrations have for it."""

from flask_babel import gettext as _

from eventnet.organising.importing.labels import fold
from eventnet.organising.importing.register import Reason

COMING = (
    "paid", "bezahlt", "pending (confirmed)", "ausstehend (bestätigt)", "completed", "complete",
    "abgeschlossen", "confirmed", "bestätigt",
)  # fmt: skip
NOT_COMING = {
    "cancelled": (
        "canceled", "cancelled", "storniert", "abgesagt", "canceled (paid fee)",
        "storniert (bezahlte Gebühr)",
    ),
    "withdrawn": ("withdrawn", "zurückgezogen"),
    "rejected": ("rejected", "declined", "abgelehnt"),
    "pending": ("pending", "ausstehend", "approval pending", "Freigabe ausstehend", "Bestätigung ausstehend"),
    "expired": ("expired", "abgelaufen", "überfällig", "overdue"),
    "own": ("joined by themselves", "selbst beigetreten"),  # our own export says so
    "unpaid": ("unpaid", "unbezahlt", "nicht bezahlt", "not paid", "awaiting payment"),
}  # fmt: skip


def absence(status: str) -> Reason | None:
    """Why somebody with this status is not coming; None for every other word."""
    code = _CODES.get(fold(status))
    return Reason(code, _words(code)) if code else None


def is_coming(status: str) -> bool:
    return fold(status) in _COMING


def unknown(status: str) -> Reason:
    return Reason("unknown-status", _("The status “%(status)s” is not known.", status=status[:40]))


def _words(code: str) -> str:
    return {
        "cancelled": _("Cancelled."),
        "withdrawn": _("Withdrawn."),
        "rejected": _("Rejected."),
        "pending": _("Still pending."),
        "expired": _("Expired."),
        "unpaid": _("Not paid."),
        "own": _("Joined by themselves; on no list."),
    }[code]


_COMING = frozenset(map(fold, COMING))
_CODES = {fold(word): code for code, words in NOT_COMING.items() for word in words}
