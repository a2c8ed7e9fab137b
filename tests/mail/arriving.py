"""Messages as they arrive: the shapes that mail servers and calendars write, filled in for one letter."""

from base64 import encodebytes
from dataclasses import replace
from pathlib import Path

from flask import Flask

from eventnet.addresses import settings
from eventnet.mail.arriving.addresses import LETTER, return_address
from eventnet.mail.models import Letter

FIXTURES = Path(__file__).parent / "fixtures"
PATTERN = "bounces+{code}@events.example.org"


def let_mail_in(app: Flask, pattern: str = PATTERN) -> None:
    """As if EVENTNET_BOUNCE_ADDRESS were set."""
    app.extensions["eventnet"] = replace(settings(), bounce_address=pattern)


def bounce_of(letter: Letter, shape: str) -> bytes:
    address = return_address(LETTER, letter.code)
    assert address is not None
    return shaped(shape, {"return": address})


def shaped(shape: str, values: dict[str, str]) -> bytes:
    text = _filled((FIXTURES / f"{shape}.eml").read_text(), values)
    inside = FIXTURES / f"{shape}.ics"
    if inside.exists():
        text = text.replace("{ics}", encodebytes(_filled(inside.read_text(), values).encode()).decode().strip())
    return text.encode()


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
