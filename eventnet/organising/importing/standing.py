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
    "test": ("test mode", "Testmodus"),
    "unpaid": ("unpaid", "unbezahlt", "nicht bezahlt", "not paid", "awaiting payment"),
}  # fmt: skip


def absence(status: str) -> Reason | None:
    """Why somebody with this status is not coming; None for every other word."""
    code = _CODES.get(fold(status))
    return Reason(code, reason_words(code)) if code else None


def is_coming(status: str) -> bool:
    return fold(status) in _COMING


def unknown(status: str) -> Reason:
    return Reason("unknown-status", _("The status “%(status)s” is not known.", status=status[:40]))


def reason_words(code: str) -> str:
    """Why somebody is not coming, where only the code was kept."""
    words = {
        "cancelled": _("Cancelled."),
        "withdrawn": _("Withdrawn."),
        "rejected": _("Rejected."),
        "pending": _("Still pending."),
        "expired": _("Expired."),
        "unpaid": _("Not paid."),
        "test": _("A test order."),
        "own": _("Joined by themselves; on no list."),
        "add-on": _("An add-on to another ticket, not a person."),
        "no-name": _("The row has no name."),
        "removed": _("Removed here by hand."),
    }
    return words.get(code) or _("Not valid.")


_COMING = frozenset(map(fold, COMING))
_CODES = {fold(word): code for code, words in NOT_COMING.items() for word in words}
