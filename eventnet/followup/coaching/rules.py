"""The rules about words, as data. Phrases are of both languages at once: people write in either.

A phrase is a row of words in lower case; `*` at the end of a word stands for any ending. In a text it is looked for
among its words alone, whatever stands between them: "Let's catch up!" holds "catch up".
"""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from msgspec import Struct

FIELDS = ("talked_about", "ask", "offer")
EVERYWHERE = "*"  # in place of a field: all of them together


def phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(",") if phrase.strip())


# An ask that could go to anybody. What it is about makes it exact.
VAGUE = phrases("""
    pick your brain, catch up, touch base, connect with you, connect further, stay in touch, keep in touch,
    have a chat, a quick chat, have a coffee, grab a coffee, get a coffee, get to know you, know each other, meet up,
    network with, networking, some advice, your advice, some tips, your thoughts, your input, your feedback,
    exchange ideas, hear your story, talk more, speak more, continue our conversation,
    auszutauschen, austauschen, austausch, vernetzen, netzwerken, in kontakt bleiben, in verbindung bleiben,
    kontakt halten, kennenlernen, kennenzulernen, kennen lernen, einen kaffee, auf kaffee, plaudern, unterhalten,
    gespräch fortsetzen, gespräch vertiefen, weitersprechen, tipps, einen rat, ratschläge, ihre meinung,
    ihre einschätzung, ihr feedback, wiedersehen
""")
ABOUT = phrases("""
    about, regarding, concerning, how, whether, which, what, why, brain on, advice on, tips on, tips for, thoughts on,
    input on, feedback on, opinion on, talk on,
    über, wie, ob, welche*, warum, wozu, wegen, zum thema, zur frage, tipps zu*, tipps für, rat zu*, meinung zu*,
    einschätzung zu*, feedback zu*, austausch zu*
""")
# Hollow whatever stands beside it.
HOLLOW = phrases("""
    synerg*, win win, mutual benefit*, learn more about you, learn more about your company, more about yourself,
    more about what you do, anything you can, any help, any advice, any job*, any opening*,
    any opportunit*, any vacanc*, possible opportunit*, potential collaboration*, work together somehow,
    mehr über sie, mehr über ihre firma, mehr über ihr unternehmen, mehr über ihre arbeit, irgendwie, irgendein*,
    gegenseitige* nutzen, beidseitige* nutzen, mögliche zusammenarbeit, zusammenarbeiten könnten, offene stellen
""")
POLITE = phrases("""
    nice to meet you, nice meeting you, nice to have met, great to meet you, great meeting you, good to meet you,
    pleasure, great talk*, good talk*, nice talk*, lovely talk*, great conversation, good conversation,
    nice conversation, interesting conversation, great chat*, enjoyed our,
    schön sie kenn*, nett sie kenn*, freut mich, hat mich gefreut, nettes gespräch, nette gespräch, tolles gespräch,
    tolle gespräch, gutes gespräch, gute gespräch, interessantes gespräch, interessante gespräch, netter austausch
""")
EMPTY_HANDS = phrases("""
    nothing, not much, no idea, let me know, whatever you need, anything you need, if i can help, if i can ever help,
    happy to help, glad to help, return the favour, return the favor, owe you one, my gratitude,
    nichts, nicht viel, keine ahnung, lassen sie mich wissen, sagen sie bescheid, was immer sie, wenn ich helfen kann,
    falls ich helfen kann, helfe gern*, gern* behilflich, meine dankbarkeit, revanchiere mich
""")


class Rule(Struct, frozen=True):
    """Open while one of its fields calls for it. Zero and empty mean: not asked.

    `fewer`: words in the field. `says`: phrases, unless one of `unless` is there too, or the text has `enough` words.
    `more` and `questions` count in all fields together, the latter while `offer` says nothing.
    """

    key: str
    field: str
    words: LazyString
    fewer: int = 0
    says: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    enough: int = 0
    more: int = 0
    questions: int = 0

    @property
    def data(self) -> tuple[tuple[str, str | int], ...]:
        """What the page's script needs, as attributes."""
        phrases = {"says": ",".join(self.says), "unless": ",".join(self.unless)}
        numbers = {name: getattr(self, name) for name in ("fewer", "enough", "more", "questions")}
        return tuple((name, value) for name, value in {"field": self.field, **phrases, **numbers}.items() if value)


RULES = (
    Rule(
        "no-talk",
        "talked_about",
        _l("Nothing about your talk yet. One line is enough for %(name)s to remember you."),
        fewer=2,
    ),
    Rule(
        "polite-talk",
        "talked_about",
        _l("That could be said to anybody. Name one thing that you two talked about."),
        says=POLITE,
        enough=11,
    ),
    Rule("no-ask", "ask", _l("You have not said exactly what you would like from %(name)s."), fewer=4),
    Rule(
        "vague-ask",
        "ask",
        _l("A chat can be about anything, and is easy to put off. Say what it should be about."),
        says=VAGUE,
        unless=ABOUT,
    ),
    Rule(
        "hollow-ask",
        "ask",
        _l("%(name)s cannot tell from this what to prepare. Ask one thing that only %(name)s can answer."),
        says=HOLLOW,
    ),
    Rule(
        "no-offer",
        "offer",
        _l("You have not said what %(name)s gets out of it. It need not be much."),
        fewer=2,
    ),
    Rule(
        "empty-offer",
        "offer",
        _l("An offer that %(name)s has to think up is none. Name one thing, small is fine."),
        says=EMPTY_HANDS,
        enough=13,
    ),
    Rule(
        "many-asks",
        "offer",
        _l("Three questions and nothing given. Ask the one that matters most, or give something first."),
        questions=3,
    ),
    Rule(
        "too-long",
        "ask",
        _l("Long letters are put off. What can be told at the meeting need not stand here."),
        more=120,
    ),
)
