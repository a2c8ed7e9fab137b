"""Stories of an introduction: Ada brings Ben and Cleo together."""

from eventnet.db import db
from eventnet.exchange.models import Contact
from eventnet.followup.introducing import answering, suggesting
from eventnet.followup.introducing.models import Introduction
from tests.golden.stories import Scene, leads_to

WORDS = "Ben shakes bogies, Cleo needs somebody who does.\nTalk about the tram to Grünau first."


@leads_to("introduction", "ben")
def introduce(scene: Scene) -> Introduction:
    people = scene.cast.ben, scene.cast.cleo
    one, other = (Contact.held_by(scene.cast.ada).where(Contact.subject_id == each.id).first() for each in people)
    assert one is not None
    assert other is not None
    made = suggesting.introduce(scene.cast.ada, one, other, WORDS)
    db.session.commit()
    return made


@leads_to("introduction_came_about", "ada")
@leads_to("introduction_made", "ben")
def both_say_yes(scene: Scene) -> None:
    for side in introduce(scene).sides:
        answering.answer(side, "yes")
