"""The letter itself, and the word to its writer when it could not go."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.followup.lettering.leaving import token_for
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.wording import who
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words, post
from eventnet.web.languages import speaking


def letter(letter: PersonalLetter) -> Letter | None:
    sender, recipient = letter.sender, letter.recipient
    link = address_of("followup.no_more_letters", token=token_for(sender, recipient))
    with speaking(recipient.language):
        return post("letter", recipient, f"personal letter {letter.code}", letter_words(letter, link), by=sender)


def letter_words(letter: PersonalLetter, leave: str) -> Words:
    """So that the preview is the real one. Speaks the language of the moment."""
    name, kind = letter.sender.name, letter.kind
    names = {"name": name, "event": letter.met_at}
    reply = _("Your answer to this mail goes to %(name)s.", name=name)
    return Words(
        subject=str(kind.subject) % names,
        paragraphs=[
            _met(letter),
            str(kind.first) % names,
        ],
        quote=letter.text,
        facts=_brought(letter),
        small=f"{reply} {kind.small}" if kind.small else reply,
        leave=(_("No more letters from %(name)s", name=name), leave),
    )


def _met(letter: PersonalLetter) -> str:
    if letter.how == "introduced":
        return _("You and %(who)s were introduced to each other.", who=who(letter.sender))
    return _("You met %(who)s at %(event)s.", who=who(letter.sender), event=letter.met_at)


def _brought(letter: PersonalLetter) -> list[tuple[str, str]]:
    """The whole address, so that everybody sees where it leads."""
    found = [(_("Link"), letter.link), (_("Attached"), letter.file_name)]
    return [(title, text) for title, text in found if text]


def could_not_go(letter: PersonalLetter) -> None:
    """To the writer alone."""
    name = letter.recipient.name
    with speaking(letter.sender.language):
        words = Words(
            subject=_("Your question to %(name)s has not gone out (%(event)s)", name=name, event=letter.met_at),
            paragraphs=[
                _("%(name)s takes no questions at the moment, so we have not sent yours.", name=name),
                _("%(name)s has not seen it.", name=name),
            ],
            actions=[(_("Open Follow-up"), address_of("followup.index"))],
        )
        post("letter_not_sent", letter.sender, f"personal letter not sent {letter.code}", words)
