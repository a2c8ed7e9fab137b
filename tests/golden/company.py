"""Stories of several people in one meeting: Ada brings Cleo along to Ben."""

from eventnet.db import db
from eventnet.exchange import remembering
from eventnet.exchange.models import Contact
from eventnet.followup.company import asking, bringing
from eventnet.followup.models import Guest
from tests.golden.meetings import agree
from tests.golden.stories import Scene, leads_to


@leads_to("company_suggested", "ben")
def bring(scene: Scene) -> Guest:
    ada, cleo = scene.cast.ada, scene.cast.cleo
    contact = Contact.held_by(ada).where(Contact.subject_id == cleo.id).first()
    assert contact is not None
    guest = bringing.bring(agree(scene), ada, contact, "Cleo knows who builds the sensors.")
    db.session.commit()
    return guest


@leads_to("company_refused", "ada")
def rather_not(scene: Scene) -> None:
    bringing.say_rather_not(bring(scene), scene.cast.ben)


@leads_to("company_invited", "cleo")
def gladly(scene: Scene) -> Guest:
    guest = bring(scene)
    bringing.say_gladly(guest, scene.cast.ben)
    scene.wait(minutes=1)
    return guest


@leads_to("company_joined", "ben")
@leads_to("company_joined_guest", "cleo", "company_joined")
def join(scene: Scene) -> Guest:
    guest = gladly(scene)
    asking.answer(guest, "yes")
    db.session.commit()
    return guest


@leads_to("company_left", "ada")
@leads_to("company_goodbye", "cleo")
def leave(scene: Scene) -> None:
    asking.leave(join(scene).meeting, scene.cast.cleo, "My train does not run.")


@leads_to("meeting_reminder_three", "ada", "meeting_reminder")
@leads_to("meeting_reminder_guest", "cleo", "meeting_reminder")
def come_near(scene: Scene) -> None:
    join(scene)
    remembering.write(scene.cast.ada, scene.cast.cleo, "Knows who builds sensors.")
    scene.wait(days=4, hours=5)
