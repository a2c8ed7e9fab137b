"""Stories of the evening after an event: Ada has met Ben and Cleo."""

from eventnet.db import db
from eventnet.exchange import asking, promising
from eventnet.exchange.models import Encounter
from tests.golden.stories import Scene, leads_to


@leads_to("evening", "ada")
def go_home(scene: Scene) -> None:
    ada, ben, cleo, dora = scene.cast.ada, scene.cast.ben, scene.cast.cleo, scene.cast.dora
    for other in (ben, cleo):
        db.session.add(Encounter(event_id=scene.cast.event.id, first_id=ada.id, second_id=other.id, how="live"))
    promising.make(ada, ben, "mine", "My thesis as a PDF")
    promising.make(ada, cleo, "theirs", "A tour of the power station")
    asking.ask_back(dora, ada, scene.cast.event)
    scene.wait(hours=9, minutes=35)


@leads_to("evening_unproven", "ada", "evening")
def go_home_unconfirmed(scene: Scene) -> None:
    scene.cast.ada.email_confirmed_at = None
    go_home(scene)
