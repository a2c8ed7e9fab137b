"""The words of the weekly letter, drafted before the database is locked."""

from typing import Any

from babel.lists import format_list
from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.care.nudges import Nudge
from eventnet.care.weekly import Week
from eventnet.exchange.promising import Owed
from eventnet.followup import wishes
from eventnet.mail.outbox import Words, drafted
from eventnet.people.models import Person
from eventnet.web.filters import day
from eventnet.web.languages import language


def draft(to: Person, week: Week, key: str) -> dict[str, Any]:
    """A row for the outbox. Needs `speaking(to.language)`, in which the nudges were written as well."""
    way_out = wishes.bulk(to, "weekly")
    words = Words(
        subject=_subject(week),
        paragraphs=_paragraphs(week),
        facts=[*(_mine(each) for each in week.mine), *(_theirs(each) for each in week.theirs)],
        actions=[_action(nudge) for nudge in week.nudges] or [(_("Open Follow-up"), address_of("followup.index"))],
        small=_("Only you get this, from what you noted yourself. In a quiet week there is no letter."),
        leave=wishes.leave_words(way_out),
    )
    return drafted("weekly", to, key, words, bulk=way_out)


def _subject(week: Week) -> str:
    if not week.nudges:
        owed = dict.fromkeys(each.name for each in [*week.mine, *week.theirs])
        return _("What was promised: %(names)s", names=format_list([*owed], locale=language()))
    names = format_list([nudge.name for nudge in week.nudges], locale=language())
    return _("Stay in touch: %(names)s", names=names)


def _paragraphs(week: Week) -> list[str]:
    if not week.nudges:
        return [_("It is time for what was promised:")]
    people = [_about(nudge) for nudge in week.nudges]
    promised = [_("And what was promised:")] if week.mine or week.theirs else []
    return [_("This week you could write a few lines:"), *people, *promised]


def _about(nudge: Nudge) -> str:
    return f"{nudge.name}\n{nudge.why}\n{nudge.knew}"


def _action(nudge: Nudge) -> tuple[str, str]:
    return _("%(name)s: %(todo)s", name=nudge.name, todo=nudge.todo), nudge.address


def _mine(owed: Owed) -> tuple[str, str]:
    return _("You promised %(name)s", name=owed.name), _by(owed)


def _theirs(owed: Owed) -> tuple[str, str]:
    return _("%(name)s promised", name=owed.name), _by(owed)


def _by(owed: Owed) -> str:
    due_on = owed.promise.due_on
    return _("%(text)s (by %(day)s)", text=owed.promise.text, day=day(due_on)) if due_on else owed.promise.text
