"""The demo's letters, newest first, and the faces that one letter has."""

from msgspec import Struct

from eventnet.addresses import settings
from eventnet.mail.building import Unsendable, message_of
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.rows import Rows

PAGE = 25


class Pile(Struct, frozen=True):
    """One page of the mailbox, and the code after which the next one begins."""

    letters: list[Letter]
    more: str | None
    reader: Person | None


def pile(reader_code: str | None, before: str | None) -> Pile:
    """Letters older than the letter `before`, of one reader or of everybody."""
    reader = Rows(Person).get_or_404(reader_code) if reader_code else None
    letters = Letter.newest()
    if reader:
        letters = letters.where(Letter.to_person_id == reader.id)
    if before:
        letters = letters.where(Letter.id < Letter.newest().get_or_404(before).id)
    found = letters.limit(PAGE + 1).all()
    return Pile(found[:PAGE], found[PAGE - 1].code if len(found) > PAGE else None, reader)


def letter(code: str) -> Letter:
    return Letter.newest().get_or_404(code)


def page_of(letter: Letter) -> str:
    """The letter as mail programs show it; its links leave the frame."""
    return letter.html.replace("<head>", '<head><base target="_top">', 1)


def source_of(letter: Letter) -> str:
    """The bytes that would go to a mail server, or why none would."""
    try:
        return message_of(letter, settings().mail_from).decode()
    except Unsendable as reason:
        return f"{reason}"
