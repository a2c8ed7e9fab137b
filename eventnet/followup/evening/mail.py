"""The letter of the evening, in the order in which one thinks back."""

from collections.abc import Sequence
from datetime import date

from babel.lists import format_list
from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.events.models import Event
from eventnet.followup.evening.met import IN_LETTER, Met, question
from eventnet.mail.outbox import Words
from eventnet.web.filters import clock, day
from eventnet.web.languages import language

LONGEST_NOTE = 160


def evening_words(event: Event, on: date, met: Sequence[Met], waiting: Sequence[str], link: str) -> Words:
    """`link` opens what stands here and nothing more. Speaks the language of the moment."""
    paragraphs = [
        _(
            "On %(day)s you met people at %(event)s. %(question)s "
            "Choose at most three; the others rest, and nobody hears of it.",
            day=day(on),
            event=event.name,
            question=question(met),
        ),
        *_promised(_("You promised:"), [(each.name, text) for each in met for text in each.mine]),
        *_promised(_("You were promised:"), [(each.name, text) for each in met for text in each.theirs]),
        *_cards(waiting),
    ]
    actions = [(_("Choose"), link)]
    if waiting:
        actions.append((_("Give your card back"), address_of("exchange.contacts")))
    return Words(
        subject=f"{question(met)} ({event.name})",
        paragraphs=paragraphs,
        facts=[(each.name, _beside(each, event)) for each in met[:IN_LETTER]],
        actions=actions,
        small=_("Only you see your notes and what you choose."),
        of_people=True,
    )


def unproven_words(event: Event) -> Words:
    """To an address that nobody has confirmed: perhaps it is somebody else's, so no names and no notes."""
    return Words(
        subject=f"{question([])} ({event.name})",
        paragraphs=[
            _(
                "The people you met at %(event)s wait for you on your Follow-up page, with your notes. "
                "They are not in this letter, because this address is not confirmed yet.",
                event=event.name,
            )
        ],
        actions=[(_("Sign in and choose"), address_of("followup.index"))],
        small=_("You were not there? Then there is nothing for you to do."),
    )


def _beside(met: Met, event: Event) -> str:
    note = " ".join(met.note.split())
    note = note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1].rstrip() + "…"
    words = " · ".join(part for part in (met.about, note and _("“%(words)s”", words=note)) if part)
    return words or _("met at %(time)s", time=clock(met.met_at, event.tz))


def _promised(title: str, promises: Sequence[tuple[str, str]]) -> list[str]:
    lines = [f"– {name}: {text}" for name, text in promises]
    return ["\n".join([title, *lines])] if lines else []


def _cards(waiting: Sequence[str]) -> list[str]:
    if not waiting:
        return []
    names = format_list(waiting[:IN_LETTER], locale=language())
    if len(waiting) == 1:
        return [_("You have the card of %(names)s, who would like to have yours.", names=names)]
    return [_("You have the cards of %(names)s, who would like to have yours.", names=names)]
