"""Stories of calendars that answer otherwise than their owner."""

from datetime import UTC, datetime

from eventnet.followup.hinting import hearing
from eventnet.followup.hinting.reading import Answer
from tests.golden.meetings import agree
from tests.golden.stories import Scene, leads_to

OTHER_TIME = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)


@leads_to("calendar_question", "ben")
@leads_to("calendar_hint", "ada")
def decline(scene: Scene) -> None:
    _answer(scene, "declined", None)


@leads_to("calendar_question_time", "ben", "calendar_question")
@leads_to("calendar_hint_time", "ada", "calendar_hint")
def suggest(scene: Scene) -> None:
    _answer(scene, "counter", OTHER_TIME)


def _answer(scene: Scene, said: str, starts_at: datetime | None) -> None:
    meeting = agree(scene)
    answer = Answer(meeting.uid, 0, datetime(2026, 11, 26, 9, 40, tzinfo=UTC), {}, starts_at)
    hearing.note(meeting, scene.cast.ben, said, answer)
