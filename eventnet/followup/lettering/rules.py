"""The coach's rules for short letters, as data: for each occasion a few. Phrases are of both languages at once."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from eventnet.followup.coaching.rules import ABOUT, EMPTY_HANDS, EVERYWHERE, HOLLOW, VAGUE, Rule, phrases

FIELDS = ("line_1", "line_2", "line_3")

EVERYTHING = phrases("""
    everything, all your help, your help, your time, all you did, all you do, your support, the nice talk,
    the great talk, the good talk, the talk, the conversation,
    alles, ihre hilfe, ihre zeit, ihre mühe, ihre unterstützung, das gespräch, das nette gespräch, das tolle gespräch,
    das gute gespräch, den austausch
""")
ASKING = phrases("""
    could you, would you, can you, may i, might i, i would like to ask, please send, please let me know, do you have,
    do you know, is there a chance, any chance,
    könnten sie, würden sie, können sie, darf ich, dürfte ich, ich möchte sie bitten, bitte senden, bitte schicken,
    haben sie, hätten sie, wissen sie, kennen sie, gibt es eine möglichkeit
""")
EXCUSES = phrases("""
    sorry for the delay, sorry it took, sorry for taking, sorry this took, apologies for the delay, apologise for,
    apologize for, better late than never, took so long, took me so long, only now, so late,
    entschuldig*, verzeih*, leider erst jetzt, erst jetzt, tut mir leid, besser spät als nie, so spät
""")
ABOUT_ME = phrases("""
    i also, me too, by the way, speaking of, i myself, my own, as for me, i am now, i have just,
    übrigens, apropos, ich auch, auch ich, ich selbst, meine eigene*, mein eigene*, was mich betrifft, ich bin jetzt,
    ich habe gerade
""")
FOR_ME = phrases("""
    my application, my cv, my resume, my thesis, my request, my mail, my email, have you decided, did you decide,
    any news for me, heard back, decision yet,
    meine bewerbung, meinen lebenslauf, mein lebenslauf, meine unterlagen, meine arbeit, meine anfrage, meine mail,
    meine e mail, haben sie entschieden, schon entschieden, entscheidung gefallen, neuigkeiten für mich
""")
ADDRESSES = phrases("""
    mail is, email is, number is, phone is, address is, reach her at, reach him at, reach them at, call her, call him,
    gmail, gmx, web de, outlook com,
    mailadresse, e mail adresse, mail lautet, telefonnummer, handynummer, nummer ist, nummer lautet, adresse ist,
    adresse lautet, erreichen sie unter, erreichbar unter
""")

TOO_LONG = Rule(
    "too-long", "line_1", _l("A few lines are read at once; a page is put off. Say the one thing."), more=90
)


def _asks_too(words: LazyString) -> Rule:
    return Rule("asks-too", EVERYWHERE, words, says=ASKING)


RULES: dict[str, tuple[Rule, ...]] = {
    "thanks": (
        Rule("no-thing", "line_1", _l("You have not said what for. One thing, by its name, stays in mind."), fewer=2),
        Rule(
            "for-everything",
            "line_1",
            _l("Thanks for everything could go to anybody. Name one thing that %(name)s did or said."),
            says=EVERYTHING,
            unless=ABOUT,
            enough=11,
        ),
        _asks_too(_l("A thank-you that asks for something is read as the question. Ask another day.")),
        TOO_LONG,
    ),
    "promise": (
        Rule("no-thing", "line_1", _l("Say what it is, so that %(name)s finds it again in a year."), fewer=2),
        Rule(
            "excuse",
            EVERYWHERE,
            _l("What you send is what counts. The delay needs one word, or none."),
            says=EXCUSES,
        ),
        _asks_too(_l("A kept promise that asks at once feels like a bill. Ask another day.")),
        TOO_LONG,
    ),
    "congratulation": (
        Rule("no-thing", "line_1", _l("Say what for, or %(name)s has to guess."), fewer=2),
        Rule("about-me", EVERYWHERE, _l("These lines are for %(name)s. Your own news can wait."), says=ABOUT_ME),
        _asks_too(_l("A congratulation that asks for something is read as the question. Ask another day.")),
        TOO_LONG,
    ),
    "how_did_it_go": (
        Rule("no-thing", "line_1", _l("Say what it was. Then %(name)s sees that you listened."), fewer=3),
        Rule(
            "for-me",
            EVERYWHERE,
            _l("This asks about a matter of your own. Ask how it went for %(name)s, and that another day."),
            says=FOR_ME,
        ),
        TOO_LONG,
    ),
    "introduction": (
        Rule("no-who", "line_1", _l("Say what this person does. A name alone helps nobody to decide."), fewer=3),
        Rule("no-why", "line_2", _l("Say what the two have for each other, or it stays one name among many."), fewer=3),
        Rule(
            "address",
            EVERYWHERE,
            _l("Give no address away before its owner has said yes. Ask both first."),
            says=ADDRESSES,
        ),
        TOO_LONG,
    ),
    "advice": (
        Rule("no-work", "line_1", _l("Nothing about your work yet. Two sentences save %(name)s the asking."), fewer=3),
        Rule("no-ask", "line_2", _l("You have not said exactly what you would like from %(name)s."), fewer=4),
        Rule(
            "vague-ask",
            "line_2",
            _l("A question about anything gets an answer about nothing. Say what it should be about."),
            says=VAGUE,
            unless=ABOUT,
        ),
        Rule(
            "hollow-ask",
            "line_2",
            _l("%(name)s cannot tell from this what to answer. Ask one thing that only %(name)s knows."),
            says=HOLLOW,
        ),
        Rule("no-try", "line_3", _l("Say what you have tried, or what you can give back."), fewer=2),
        Rule(
            "empty-offer",
            "line_3",
            _l("An offer that %(name)s has to think up is none. Name one thing, small is fine."),
            says=EMPTY_HANDS,
            enough=13,
        ),
        Rule(
            "many-asks",
            "line_3",
            _l("Three questions and nothing given. Ask the one that matters most, or give something first."),
            questions=3,
        ),
        TOO_LONG,
    ),
}
