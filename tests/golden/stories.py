"""What has to happen before a letter is written: one short story for each letter that is kept as it should read."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import time_machine

from eventnet.db import db
from eventnet.followup import requests
from eventnet.followup.models import MeetingRequest
from eventnet.followup.requests import Draft
from eventnet.mail import worker
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from tests.cast import Cast
from tests.followup.conftest import draft, letters

ROOMS = ("eventnet.followup", "eventnet.care")
TOOLS = {"conftest", "keeping", "pictures", "stories"}


@dataclass
class Scene:
    """Everybody, all of one language, who hold each other's cards, and the clock."""

    cast: Cast
    travel: time_machine.Traveller

    def ask(self, *walls: datetime, **more: object) -> MeetingRequest:
        """Ada asks Ben for a meeting."""
        request = requests.propose(self.cast.ada, self.cast.ben, self.draft(*walls, **more))
        db.session.commit()
        return request

    def draft(self, *walls: datetime, **more: object) -> Draft:
        return draft(*walls, **more)

    def wait(self, **span: float) -> None:
        """Time goes by, and what is due is done."""
        self.travel.shift(timedelta(**span))
        db.session.commit()
        for tick in worker._ticks:
            if tick.__module__.startswith(ROOMS):
                tick()
                db.session.commit()
        pieces = [piece for piece in worker._pieces if piece.__module__.startswith(ROOMS)]
        while any([piece() for piece in pieces]):
            pass
        db.session.commit()


@dataclass(frozen=True)
class Story:
    kind: str
    to: str
    tell: Callable[[Scene], object]

    def letter(self, scene: Scene) -> Letter:
        """The last letter of this kind to this reader, when the story has been told."""
        self.tell(scene)
        db.session.commit()
        reader: Person = getattr(scene.cast, self.to)
        return letters(self.kind, reader)[-1]


STORIES: dict[str, Story] = {}


def leads_to(name: str, to: str, kind: str = "") -> Callable[[Callable[[Scene], object]], Callable[[Scene], object]]:
    """`@leads_to("thank_you", "ben")`: this story ends with that letter. Several may stand above one story."""

    def keep(tell: Callable[[Scene], object]) -> Callable[[Scene], object]:
        assert name not in STORIES, name
        STORIES[name] = Story(kind or name, to, tell)
        return tell

    return keep


def all_told() -> dict[str, Story]:
    """Every module beside this one that is no tool and no test tells stories."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name not in TOOLS and not module.name.startswith(("test_", "__")):
            import_module(f"tests.golden.{module.name}")
    return STORIES
