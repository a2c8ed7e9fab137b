"""The scene on which every story begins."""

from collections.abc import Callable

import pytest
import time_machine

from tests.cast import Cast
from tests.followup.conftest import story  # noqa: F401 - a fixture
from tests.golden.stories import Scene


@pytest.fixture
def scene_in(story: Cast, travel: time_machine.Traveller) -> Callable[[str], Scene]:  # noqa: F811 - the fixture above
    """`scene_in("de")`: everybody speaks German."""

    def speak(language: str) -> Scene:
        for person in (story.ada, story.ben, story.cleo, story.dora):
            person.language = language
        return Scene(story, travel)

    return speak
