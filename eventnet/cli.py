"""The `eventnet` command: each a few lines that import a room and call it, so that `serve` starts at once."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from eventnet import create_app, serving
from eventnet.config import Misconfigured, Settings, is_local
from eventnet.refusals import Refused

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def main() -> None:
    """eventnet: exchange cards by QR code on the day, meet in person afterwards."""


def in_app(command: Command) -> Callable[..., Any]:
    """Run inside the app; a refusal or a wrong setting is one line on stderr, not a traceback."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            with create_app().app_context():
                command(*args, **kwargs)
        except Misconfigured as wrong:
            raise click.ClickException(str(wrong)) from None
        except Refused as no:
            raise click.ClickException(no.words) from None

    return run


@main.command()
@click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), type=int, help="Default: PORT or 8000.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), help="Default: one a core, half as many more with PostgreSQL.")
def serve(port: int, host: str, workers: int | None) -> None:
    """Run the web server and the worker together; Ctrl-C stops both."""
    settings = _checked_settings()
    if settings.is_demo and not is_local(host):
        raise click.ClickException("The demo is for this machine alone: --host must be local.")
    raise SystemExit(serving.run(host, port, workers or serving.web_workers(settings.database)))


@main.command()
@in_app
def worker() -> None:
    """Send letters and do what is due, until told to stop."""
    from flask import current_app

    from eventnet.mail.worker import run

    run(current_app._get_current_object(), serving.stop_on_signals())  # type: ignore[attr-defined]


@main.command("mail-in")
@in_app
def mail_in() -> None:
    """Read one message that arrived from standard input, as a mail server's pipe hands it over."""
    import sys

    from eventnet.db import db
    from eventnet.mail.arriving.message import MOST_BYTES
    from eventnet.mail.arriving.taking import take

    is_understood = take(sys.stdin.buffer.read(MOST_BYTES))
    db.session.commit()
    click.echo("Understood." if is_understood else "Not for eventnet; nothing is done.")


@main.command()
@in_app
def migrate() -> None:
    """Bring the database to this version; safe to run again."""
    from eventnet.db import db
    from eventnet.events import finding
    from eventnet.migrations import upgrade

    upgrade()
    finding.catch_up()
    db.session.commit()
    click.echo("The database is up to date.")


@main.command()
@in_app
def demo() -> None:
    """Fill a small world to try, if the database is empty (needs EVENTNET_DEMO=1)."""
    from eventnet.addresses import settings
    from eventnet.db import db
    from eventnet.demo.world import fill, welcome

    if not settings().is_demo:
        raise Misconfigured("The demo world needs EVENTNET_DEMO=1, and never stands on a real server.")
    fill()
    db.session.commit()
    click.echo(welcome())


@main.command("create-organiser")
@click.argument("email")
@click.argument("name")
@in_app
def create_organiser(email: str, name: str) -> None:
    """An organiser called NAME, owned by whoever signs in as EMAIL."""
    from eventnet.db import db
    from eventnet.events.organisers import found_organiser

    found_organiser(email, name)
    db.session.commit()
    click.echo(f"{name} is ready. Sign in with {email} to create its first event.")


@main.command("import-attendees")
@click.argument("event")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@in_app
def import_attendees(event: str, file: Path, dry_run: bool) -> None:
    """Import an attendee list FILE (pretix CSV or plain CSV) into EVENT, by its short name."""
    from eventnet.db import db
    from eventnet.organising.commands import import_attendees as run

    report = run(event, file)
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    click.echo(report)


@main.command("rotate-signing-key")
@click.argument("event")
@in_app
def rotate_signing_key(event: str) -> None:
    """From now on a new key signs the cards shown at EVENT, by its short name; for when the old one may be known."""
    from eventnet.db import db
    from eventnet.events.commands import rotate_signing_key as run

    number = run(event)
    db.session.commit()
    click.echo(f"Key {number} of {event} signs now. Phones learn of it when they next reach this server.")


def _checked_settings() -> Settings:
    try:
        return Settings.read(os.environ)
    except Misconfigured as wrong:
        raise click.ClickException(str(wrong)) from None
