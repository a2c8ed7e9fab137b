"""Stories of short letters: one for each occasion, and one that could not go."""

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Contact
from eventnet.followup import lettering
from eventnet.followup.lettering import Draft, PersonalLetter
from eventnet.followup.models import QuietTime
from eventnet.mail import attachments
from tests.golden.stories import Scene, leads_to

LINES = {
    "thanks": ["How you showed me the rig", "I see my thesis with other eyes."],
    "congratulation": ["The new test hall", "You spoke of it as if it stood already."],
    "how_did_it_go": ["Your talk in Graz on Friday", "Which question came first?"],
    "introduction": ["A friend who measures axles", "She has the data, you have the rig.", "A word to me is enough."],
    "advice": ["A rig for small bearings", "Which sensor would you begin with?", "I have tried two strain gauges."],
}


def write(opener: str, scene: Scene) -> PersonalLetter:
    return lettering.send(scene.cast.ada, scene.cast.ben, opener, LINES[opener])


@leads_to("letter_thanks", "ben", "letter")
def thank(scene: Scene) -> None:
    write("thanks", scene)


@leads_to("letter_congratulation", "ben", "letter")
def congratulate(scene: Scene) -> None:
    write("congratulation", scene)


@leads_to("letter_how_did_it_go", "ben", "letter")
def ask_how_it_went(scene: Scene) -> None:
    write("how_did_it_go", scene)


@leads_to("letter_introduction", "ben", "letter")
def tell_of_somebody(scene: Scene) -> None:
    write("introduction", scene)


@leads_to("letter_advice", "ben", "letter")
def ask_for_advice(scene: Scene) -> None:
    write("advice", scene)


@leads_to("letter_promise", "ben", "letter")
def keep_a_promise(scene: Scene) -> None:
    ada, ben = scene.cast.ada, scene.cast.ben
    contact = Contact.held_by(ada).where(Contact.subject_id == ben.id).first()
    assert contact is not None
    file = attachments.keep(ada, "Bearings.pdf", "application/pdf", b"%PDF")
    lines = ["My notes on bearings", "Page two has the table.", "No answer needed."]
    lettering.send_drafted(contact, ada, Draft("promise", lines, "https://example.org/bearings", file))


@leads_to("letter_not_sent", "ada")
def wait_for_somebody_who_takes_none(scene: Scene) -> None:
    today, ben = now().date(), scene.cast.ben
    db.session.add(QuietTime(person_id=ben.id, from_on=today, until_on=today))
    write("advice", scene)
    ben.requests_a_week = 0
    scene.wait(days=2)
