"""The office pulls from pretix in a browser: an address is pasted, the page follows the pull to its end."""

from dataclasses import replace

import pytest

from eventnet.db import db
from tests.browsing import Live, Open
from tests.organising.pretix_server import TOKEN, Pretix, order, position, serving
from tests.smtp_server import deliver

pytestmark = pytest.mark.browser


def test_the_page_follows_a_pull_to_its_end(live: Live, phone: Open) -> None:
    live.cast.dora.language = "en"
    db.session.commit()
    orders = [order("ONE11", position(1, "Fay Young")), order("TWO22", position(1, "Gesa Holm"))]
    with serving(Pretix(orders)) as pretix:
        live.app.extensions["eventnet"] = replace(live.app.extensions["eventnet"], pretix_inside=pretix.address)
        page = phone(live.cast.dora)
        page.goto("/e/career-day/people")
        page.get_by_role("link", name="Pull from pretix").click()
        page.get_by_label("Server").fill(f"{pretix.address}/control/event/acme/fair/")
        page.get_by_label("API token").fill(TOKEN)
        page.get_by_role("button", name="Connect and pull").click()
        page.get_by_role("progressbar").wait_for()
        deliver(live.app)
        page.get_by_text("2 new, 0 changed, 0 unchanged.").wait_for()  # the page noticed by itself
        assert page.get_by_label("API token").input_value() == ""
        page.get_by_role("button", name="Make an address").click()
        assert "/hooks/pretix/" in page.get_by_label("This address is shown once").input_value()
