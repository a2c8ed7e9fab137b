"""Signing in as people do it: on a phone, with the digits from a real mail."""

import re

import pytest

from tests.browsing import Live, Open
from tests.smtp_server import deliver

pytestmark = pytest.mark.browser


def test_ada_signs_in_with_the_digits_from_her_mail(live: Live, phone: Open) -> None:
    page = phone()
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Send me the digits").click()
    deliver(live.app)
    digits = re.search(r"\d{6}", str(live.smtp.last()["Subject"]))
    assert digits
    page.get_by_label("Six digits").fill(digits.group())
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Welcome, Ada Lindqvist").wait_for()
