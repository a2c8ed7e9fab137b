"""Who the half year is about, the clock they live by, and what each of them holds in the hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine
from playwright.sync_api import Page, expect

from eventnet.db import db, reading
from eventnet.exchange import sharing
from eventnet.exchange.models import Encounter
from eventnet.people.models import Person
from tests.browsing import Live, Open
from tests.cast import BERLIN
from tests.smtp_server import deliver
from tests.steps import link_in, the_letter

ADA, BEN = "ada@example.org", "ben@example.org"
NOTE, PAPER = "Their new rig for wheel bearings runs in March", "send the paper on bearings"


class Story:
    """Ada is signed in. Ben's phone shows his code; all else he does from his letters, signed in nowhere."""

    def __init__(self, live: Live, phone: Open, clock: time_machine.Traveller) -> None:
        self.live, self.clock = live, clock
        live.cast.ben.language = "en"
        db.session.commit()
        self.ada, self.bens_code = (phone(one, timezone_id=BERLIN) for one in (live.cast.ada, live.cast.ben))
        self.ben = phone(timezone_id=BERLIN)
        self.bens_card = ""

    def it_is(self, wall: str) -> None:
        """As people say it; and whatever the worker does by then is done."""
        self.clock.move_to(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(BERLIN)))
        self.post()

    def post(self) -> None:
        """The postman has been."""
        deliver(self.live.app)

    def ben_opens_his_letter(self) -> Page:
        """What the newest one leads to."""
        self.ben.goto(link_in(the_letter(self.live, BEN), "/r/"))
        return self.ben

    def ada_opens_bens_card(self) -> Page:
        self.ada.goto(self.bens_card)
        expect(self.ada.get_by_role("heading", level=1)).to_contain_text("Ben Okafor")
        return self.ada

    def ada_meets(self, *others: Person) -> None:
        """They swap cards; she notes nothing of them."""
        ada, event = self.live.cast.ada, self.live.cast.event
        db.session.rollback()
        with reading(False):  # her page is open and hands in what it has
            for other in others:
                sharing.give(ada, other, event, "live")
                sharing.give(other, ada, event, "live")
                first, second = sorted((ada.id, other.id))
                db.session.add(Encounter(event_id=event.id, first_id=first, second_id=second, how="live"))
            db.session.commit()


def name_times(page: Page, *days: str) -> None:
    for number, day in enumerate(days):
        page.get_by_label("Day").locator("visible=true").nth(number).fill(day)
        page.get_by_label("Time", exact=True).locator("visible=true").nth(number).fill("15:00")
