"""Signing in: six digits to a mailbox, given back in the browser that asked; a link does the same after a button.

Whoever proves a mailbox takes all that was started under its address. Devices that never proved it are signed out,
so that somebody who joined with a stranger's address gains nothing when the stranger signs in.
"""

from datetime import timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret, six_digits
from eventnet.db import db
from eventnet.mail.arriving import suppressing
from eventnet.people import mail, merging
from eventnet.people.models import Device, EmailProof, Person
from eventnet.people.revoking import revoke
from eventnet.refusals import Refused
from eventnet.rows import Rows

LIFE = timedelta(minutes=10)
TRIES = 5
ASKS_AN_HOUR = 6


class Entry(NamedTuple):
    """A device that has just been let in, and the secret for its cookie."""

    device: Device
    secret: str
    is_adopted: bool = False  # the profile was started elsewhere, by somebody who had not proven the address


def ask(email: str, browser: str, language: str) -> EmailProof:
    """Send six digits and a link to a mailbox; unknown addresses get a letter too, so the answer is the same."""
    _not_too_often(email, browser)
    digits, link = six_digits(), new_secret()
    proof = EmailProof(
        email=email,
        browser=fingerprint(browser, "browser"),
        digits=_digits_fingerprint(digits, browser),
        link=fingerprint(link, "email link"),
        expires_at=now() + LIFE,
    )
    db.session.add(proof)
    person = Person.confirmed(email).first() or Person.claiming(email).first()
    if person:
        mail.digits(person, digits, link)
    else:
        mail.no_profile(email, language, proof.link)
    return proof


def waiting_proof(browser: str | None) -> EmailProof | None:
    """The last mail that this browser asked for, if it can still be answered."""
    if not browser:
        return None
    asked = Rows(EmailProof).where(
        EmailProof.browser == fingerprint(browser, "browser"),
        EmailProof.used_at.is_(None),
        EmailProof.expires_at > now(),
        EmailProof.tries < TRIES,
    )
    return asked.order_by(EmailProof.id.desc()).locked().first()


def check_digits(browser: str, digits: str) -> EmailProof | None:
    """The proof when the digits are right. A wrong try counts, so commit in either case."""
    proof = waiting_proof(browser)
    if proof is None:
        return None
    proof.tries += 1
    if proof.digits != _digits_fingerprint(digits, browser):
        return None
    proof.used_at = now()
    return proof


def linked_proof(link: str) -> EmailProof | None:
    return _by_link(link).first()


def _by_link(link: str) -> Rows[EmailProof]:
    return Rows(EmailProof).where(
        EmailProof.link == fingerprint(link, "email link"),
        EmailProof.used_at.is_(None),
        EmailProof.expires_at > now(),
    )


def is_asked_from(proof: EmailProof, browser: str | None) -> bool:
    return bool(browser) and proof.browser == fingerprint(str(browser), "browser")


def take_link(link: str) -> EmailProof:
    proof = _by_link(link).locked().first()
    if proof is None:
        raise Refused("link-ended", _("This link was used already or is older than ten minutes. Ask for new digits."))
    proof.used_at = now()
    return proof


def take_in(proof: EmailProof, label: str, here: Device | None = None) -> Entry:
    """The mailbox is proven: confirm its person, join what was started under the address, sign this browser in."""
    return _take_in(proof.email, label, here)


def take_in_invited(invited: Person, label: str, here: Device | None = None) -> Entry:
    """A personal link that was sent to their mailbox alone proves as much as six digits, for longer."""
    assert invited.email is not None, "an invitation went to a mailbox"
    return _take_in(invited.email, label, here, invited)


def _take_in(email: str, label: str, here: Device | None, invited: Person | None = None) -> Entry:
    suppressing.lift(email)
    known = Person.confirmed(email).locked().first()
    person = known or _confirm(email, here, invited)
    is_adopted = not (known or invited or (here and here.person_id == person.id))
    if here and here.person_id != person.id and here.person.email == email and not here.person.is_confirmed:
        merging.fill_blanks(person, here.person)
    for other in Person.claiming(email).locked().all():
        end_devices(other)
        absorb = merging.absorb if here and here.person_id == other.id else merging.absorb_unproven
        absorb(person, other)
    if here:
        here.ended_at = now()
    return start_device(person, label)._replace(is_adopted=is_adopted)


def start_device(person: Person, label: str) -> Entry:
    secret = new_secret()
    device = Device(person=person, fingerprint=fingerprint(secret, "device"), label=label)
    db.session.add(device)
    return Entry(device, secret)


def end(device: Device) -> None:
    """Signed out on the server: the cookie opens nothing any more."""
    device.ended_at = now()


def end_devices(person: Person) -> None:
    """Of somebody who had only typed the address: what their phones know of the codes proves nothing any more, too."""
    revoke(*Device.of(person))


def _confirm(email: str, here: Device | None, invited: Person | None) -> Person:
    claimers = Person.claiming(email).locked().all()
    if not claimers:
        raise Refused("no-profile", _("There is no profile with this address any more. Join an event to start one."))
    mine = [person for person in claimers if here and person.id == here.person_id]
    person = (mine or [claimer for claimer in claimers if claimer is invited] or claimers)[0]
    if not mine:
        end_devices(person)
    person.email_confirmed_at = now()
    db.session.flush()
    return person


def _not_too_often(email: str, browser: str) -> None:
    recent = Rows(EmailProof).where(EmailProof.asked_at > now() - timedelta(hours=1))
    by_browser = recent.where(EmailProof.browser == fingerprint(browser, "browser"))
    if max(recent.where(EmailProof.email == email).count(), by_browser.count()) >= ASKS_AN_HOUR:
        raise Refused(
            "too-many",
            _("We have sent several mails already. Look into your mailbox, or try again in an hour."),
        )


def _digits_fingerprint(digits: str, browser: str) -> str:
    """Six digits alone could be guessed from a stolen database; the browser's secret is not in it."""
    return fingerprint(f"{digits} {browser}", "digits")
