"""Rules applied to facts, and what they say in words."""

from datetime import datetime

from babel.dates import format_date
from flask_babel import gettext as _
from msgspec import Struct

from eventnet.care.balance.facts import Deed, Facts
from eventnet.care.balance.rules import RULES, Rule
from eventnet.clock import now
from eventnet.web.languages import language

AT_ONCE = 2  # lines; more would be a reckoning


class Line(Struct, frozen=True):
    """A rule in words for these two."""

    key: str
    text: str
    mend: str


def lines_on(name: str, facts: Facts) -> list[Line]:
    """The first of each mend."""
    found: dict[str, Line] = {}
    for rule in RULES:
        if applies(rule, facts) and not (rule.alone and found):
            found.setdefault(rule.mend, Line(rule.key, _words(rule, name, facts), rule.mend))
    return list(found.values())[:AT_ONCE]


def applies(rule: Rule, facts: Facts) -> bool:
    return all((
        not rule.about or getattr(facts, rule.about) is not None,
        facts.asked_since_given >= rule.asked,
        rule.gave is None or rule.gave == bool(facts.given),
        rule.received is None or rule.received == bool(facts.received),
        rule.apart is None or facts.only_asked(rule.apart),
    ))  # fmt: skip


def month(at: datetime) -> str:
    """in March, or in March 2025 in another year."""
    if (at.year, at.month) == (now().year, now().month):
        return _("this month")
    pattern = "LLLL" if at.year == now().year else "LLLL y"
    return _("in %(month)s", month=format_date(at, pattern, locale=language()))


def _words(rule: Rule, name: str, facts: Facts) -> str:
    deed: Deed | None = getattr(facts, rule.about) if rule.about else None
    times = {2: _("twice"), 3: _("three times")}.get(facts.asked_since_given, _("several times"))
    what, when = (deed.what.rstrip("."), month(deed.at)) if deed else ("", "")
    return str(rule.words) % {"name": name, "times": times, "what": what, "month": when}
