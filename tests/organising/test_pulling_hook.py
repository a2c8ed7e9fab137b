"""pretix calls when something changes: a trigger and nothing else."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventnet.codes import fingerprint
from tests.cast import Cast
from tests.organising.pretix_server import Pretix
from tests.organising.test_pulling import PAGE, connect, dora, page, pretix, source, work  # noqa: F401 - fixtures

BODY = (
    '{"notification_id":123455,"organizer":"acme","event":"fair","code":"ABC23","action":"pretix.event.order.placed"}'
)


@pytest.fixture
def hook(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> str:  # noqa: F811
    connect(dora, pretix, app)
    shown = dora.post(f"{PAGE}/hook").get_data(as_text=True)
    found = re.search(r"http://localhost(/hooks/pretix/[\w-]+)", shown)
    assert found
    return found[1]


def call(app: Flask, path: str, body: str | bytes = BODY) -> int:
    """As pretix does: no session, no token of a form."""
    return app.test_client().post(path, data=body, content_type="application/json", csrf=False).status_code


def test_a_call_brings_the_next_pull(app: Flask, hook: str, pretix: Pretix) -> None:  # noqa: F811
    asked = len(pretix.asked)
    assert call(app, hook) == 204
    work(app)
    assert len(pretix.asked) == asked + 1
    work(app)
    assert len(pretix.asked) == asked + 1


def test_a_hundred_calls_are_one_pull(app: Flask, hook: str, pretix: Pretix) -> None:  # noqa: F811
    asked = len(pretix.asked)
    for _number in range(20):
        assert call(app, hook) == 204
    work(app)
    work(app)
    assert len(pretix.asked) == asked + 1


@pytest.mark.parametrize("body", ["", "[1]", "{", b"\xff", "x" * 100_000])
def test_junk_is_answered_alike_and_brings_nothing(app: Flask, hook: str, body: str | bytes) -> None:
    assert call(app, hook, body) in {204, 413}
    assert source().wanted_at is None


def test_what_it_says_is_not_believed(app: Flask, hook: str, pretix: Pretix) -> None:  # noqa: F811
    """It names another event and organiser; asked is what the office connected."""
    assert call(app, hook, '{"organizer": "evil", "event": "other", "code": "X"}') == 204
    work(app)
    assert source().event_there == "fair"
    assert source().problem == ""


def test_an_unknown_address_is_nowhere(app: Flask, hook: str) -> None:
    assert call(app, hook + "x") == 404
    assert call(app, hook[:-1]) == 404


def test_the_secret_is_shown_once_and_kept_as_a_fingerprint(dora: FlaskClient, hook: str) -> None:  # noqa: F811
    secret = hook.rpartition("/")[2]
    assert len(secret) >= 22
    assert secret not in page(dora)
    assert source().hook == fingerprint(secret, "pretix hook")


def test_a_new_address_ends_the_old_one(app: Flask, dora: FlaskClient, hook: str) -> None:  # noqa: F811
    dora.post(f"{PAGE}/hook")
    assert call(app, hook) == 404


def test_disconnecting_ends_the_address(app: Flask, dora: FlaskClient, hook: str) -> None:  # noqa: F811
    dora.post(f"{PAGE}/removal")
    assert call(app, hook) == 404
