"""Stories of staying in touch: six weeks after the event, on a Sunday evening."""

from datetime import date

from eventnet.care import rhythm
from eventnet.exchange import promising
from tests.golden.stories import Scene, leads_to


@leads_to("weekly_in_turn", "ada", "weekly")
def let_a_month_go_by(scene: Scene) -> None:
    ada, ben, cleo = scene.cast.ada, scene.cast.ben, scene.cast.cleo
    rhythm.choose(ada, ben.id, "monthly")
    promising.make(ada, cleo, "mine", "My thesis as a PDF", date(2027, 1, 12))
    promising.make(ada, cleo, "theirs", "A tour of the power station", date(2027, 1, 8))
    _until_sunday_evening(scene)


@leads_to("weekly_promises", "ada", "weekly")
def let_a_promise_come_due(scene: Scene) -> None:
    promising.make(scene.cast.ada, scene.cast.ben, "mine", "My thesis as a PDF", date(2027, 1, 12))
    _until_sunday_evening(scene)


def _until_sunday_evening(scene: Scene) -> None:
    """Their day is planned in the morning."""
    scene.wait(days=45)
    scene.wait(hours=10)
