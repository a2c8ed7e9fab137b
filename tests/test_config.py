"""Settings: half-configured means not started, and README's table names every one."""

import dataclasses
from pathlib import Path

import pytest

from eventnet import create_app
from eventnet.config import Misconfigured, Settings

pytestmark = pytest.mark.tooling

README = Path(__file__).parents[1] / "README.md"
KEY = "0123456789abcdef0123456789abcdef"
REAL = {"EVENTNET_SECRET_KEY": KEY, "EVENTNET_BASE_URL": "https://events.example.org"}
DEMO = {"EVENTNET_DEMO": "1"}


def test_a_real_server_needs_a_secret_key() -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_SECRET_KEY"):
        Settings.read({})


def test_no_app_is_made_of_settings_that_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_SECRET_KEY"):
        create_app(Settings(data_dir=str(tmp_path)))


@pytest.mark.parametrize("key", ["short", "x" * 31, "please-change-this-secret-key-now", "CHANGE-ME"])
def test_a_short_or_known_key_is_refused(key: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_SECRET_KEY"):
        Settings.read(REAL | {"EVENTNET_SECRET_KEY": key})


def test_thirty_two_bytes_are_enough() -> None:
    assert Settings.read(REAL).signing_key == KEY


def test_the_demo_needs_no_key_and_keeps_its_own(tmp_path: Path) -> None:
    settings = Settings.read(DEMO | {"EVENTNET_DATA_DIR": str(tmp_path)})
    assert len(settings.signing_key) >= 32
    assert settings.signing_key == settings.signing_key


def test_the_demo_refuses_a_real_mail_server() -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_SMTP_URL"):
        Settings.read(DEMO | {"EVENTNET_SMTP_URL": "smtp://mail.example.org"})


@pytest.mark.parametrize("url", ["https://events.example.org", "http://192.168.1.2", "http://localhost.example.org"])
def test_the_demo_refuses_an_address_that_others_can_reach(url: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_BASE_URL"):
        Settings.read(DEMO | {"EVENTNET_BASE_URL": url})


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost:9", "http://[::1]:8000"])
def test_the_demo_runs_on_this_machine(url: str) -> None:
    assert Settings.read(DEMO | {"EVENTNET_BASE_URL": url}).is_demo


@pytest.mark.parametrize(
    "url", ["events.example.org", "ftp://x", "https://", "https://x.example/path", "https://x/?a=1"]
)
def test_a_base_url_is_scheme_and_host(url: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_BASE_URL"):
        Settings.read(REAL | {"EVENTNET_BASE_URL": url})


def test_a_postgresql_address_gets_its_driver() -> None:
    settings = Settings.read(REAL | {"EVENTNET_DATABASE_URL": "postgresql://user@host/db"})
    assert settings.database == "postgresql+psycopg://user@host/db"


@pytest.mark.parametrize("field", dataclasses.fields(Settings), ids=lambda field: field.name)
def test_every_setting_stands_in_the_readme(field: "dataclasses.Field[str]") -> None:
    row = f"| `EVENTNET_{field.name.upper()}` | {field.metadata['doc']} |"
    assert row in README.read_text()
