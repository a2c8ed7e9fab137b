"""The occasions for a short letter, as data: what each of its three lines is for. Never a finished letter.

Lazy words speak the language of the moment: the writer's on pages, the reader's in the letter.
"""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from msgspec import Struct


class Line(Struct, frozen=True):
    label: LazyString
    hint: LazyString


class Opener(Struct, frozen=True):
    """`subject` and `first` take %(name)s, the sender's, and `subject` %(event)s as well."""

    key: str
    icon: str
    title: LazyString
    when: LazyString
    lines: tuple[Line, Line, Line]
    subject: LazyString
    first: LazyString
    small: LazyString | None = None
    asks: bool = False  # so it keeps to the reader's pace
    brings: bool = False  # a link or a file


THANKS = Opener(
    "thanks",
    "heart",
    _l("Say thank you"),
    _l("For a talk, a hint, an hour of their time."),
    (
        Line(_l("What I thank you for"), _l("One thing, by its name.")),
        Line(_l("What it did for me"), _l("What you see or do differently since.")),
        Line(_l("What comes next"), _l("What you make of it.")),
    ),
    _l("%(name)s says thank you (%(event)s)"),
    _l("%(name)s writes to thank you:"),
)
PROMISE = Opener(
    "promise",
    "hand-helping",
    _l("Keep a promise"),
    _l("As promised, here is…"),
    (
        Line(_l("As promised, here is"), _l("What you said you would send or do.")),
        Line(_l("Where to look first"), _l("The page, the name, the minute that matters.")),
        Line(_l("What you need not do"), _l("That no answer is needed, if that is so.")),
    ),
    _l("As promised, from %(name)s (%(event)s)"),
    _l("%(name)s keeps a promise, and writes:"),
    brings=True,
)
CONGRATULATION = Opener(
    "congratulation",
    "sparkles",
    _l("Congratulate"),
    _l("A birthday, a new job, a prize. Two lines are plenty."),
    (
        Line(_l("What I congratulate you on"), _l("One thing, by its name.")),
        Line(_l("Why it suits you"), _l("Something that you remember of them.")),
        Line(_l("What I wish you"), _l("One line, or none.")),
    ),
    _l("%(name)s congratulates you (%(event)s)"),
    _l("%(name)s writes to congratulate you:"),
)
HOW_DID_IT_GO = Opener(
    "how_did_it_go",
    "message-circle",
    _l("Ask how it went"),
    _l("They told you of something that lay ahead. Now it is behind them."),
    (
        Line(_l("What you told me about"), _l("The talk, the move, the exam: what lay ahead of them.")),
        Line(_l("What I would like to hear"), _l("One light question.")),
        Line(_l("What I wish you"), _l("One line, or none.")),
    ),
    _l("%(name)s asks how it went (%(event)s)"),
    _l("%(name)s has thought of you, and writes:"),
)
INTRODUCTION = Opener(
    "introduction",
    "users",
    _l("Tell them of somebody"),
    _l("Two people who should know each other. First ask whether they want to."),
    (
        Line(_l("Whom I think of"), _l("What this person does. No address yet: ask both first.")),
        Line(_l("Why you two"), _l("What each could give the other.")),
        Line(_l("How to say yes or no"), _l("A word to you is enough; no is fine.")),
    ),
    _l("%(name)s would like to introduce you to somebody (%(event)s)"),
    _l("%(name)s knows somebody whom you might like to meet:"),
)
ADVICE = Opener(
    "advice",
    "circle-help",
    _l("Ask for advice"),
    _l("One question that a few lines can answer."),
    (
        Line(_l("What I am working on"), _l("Two sentences, for somebody who does not know it.")),
        Line(_l("My one question"), _l("One that few people can answer as they can.")),
        Line(_l("What I have tried, or can give back"), _l("So that they need not begin at the beginning.")),
    ),
    _l("%(name)s asks for your advice (%(event)s)"),
    _l("%(name)s asks for your advice:"),
    _l("A line is a good answer, and no answer is one, too. There is no reminder."),
    asks=True,
)
ALL = (THANKS, PROMISE, CONGRATULATION, HOW_DID_IT_GO, INTRODUCTION, ADVICE)
OPENERS = {opener.key: opener for opener in ALL}
