"""What the same server and the same database can do at best: Flask and SQLAlchemy Core, and nothing around them.

Own tables beside eventnet's. Reads first, then one short write with the lock held for that write alone. No session,
no token, no rule, no word in two languages: whoever wants the work of eventnet pays more than this.
"""

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Flask, render_template_string, request
from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.engine import Engine

from eventnet.config import Settings
from eventnet.db import prepare_sqlite, reading, sqlite_driver

tables = MetaData()
device = Table(
    "limit_device", tables, Column("id", Integer, primary_key=True), Column("fingerprint", String, unique=True)
)
code = Table("limit_code", tables, Column("id", Integer, primary_key=True), Column("code", String, unique=True))
scan = Table(
    "limit_scan",
    tables,
    Column("id", Integer, primary_key=True),
    Column("device_id", ForeignKey("limit_device.id"), nullable=False),
    Column("code_id", ForeignKey("limit_code.id"), nullable=False),
    Column("uuid", String, nullable=False),
    Column("received_at", DateTime, nullable=False),
    UniqueConstraint("device_id", "uuid"),
)
DEVICE = select(device.c.id).where(device.c.fingerprint == bindparam("fingerprint"))
CODE = select(code.c.id).where(code.c.code == bindparam("code"))
CODES = select(code.c.code, code.c.id).where(code.c.code.in_(bindparam("codes", expanding=True)))
NEWS = select(scan.c.id).where(scan.c.device_id == bindparam("device_id"), scan.c.uuid > bindparam("since")).limit(1)
# The page limits run what eventnet's own pages need to know, each in one statement over eventnet's own tables.
CARD = text(
    "SELECT p.name, p.headline, p.organisation, e.name AS event, e.starts_at, e.ends_at FROM attendee a"
    " JOIN person p ON p.id = a.person_id JOIN event e ON e.id = a.event_id"
    " WHERE a.badge = :badge AND a.badge_revoked_at IS NULL"
)
WHO = text(
    "SELECT d.id, p.id AS person_id, p.name FROM device d JOIN person p ON p.id = d.person_id"
    " WHERE d.fingerprint = :fingerprint AND d.ended_at IS NULL"
)
PLACES = text(
    "SELECT a.badge, a.handle, a.live_key, e.id AS event_id, e.slug, e.name, e.starts_at, e.ends_at FROM attendee a"
    " JOIN event e ON e.id = a.event_id WHERE a.person_id = :person_id AND a.claimed_at IS NOT NULL"
)
LATEST = text(
    "SELECT c.code, p.name FROM contact c JOIN person p ON p.id = c.subject_id WHERE c.owner_id = :person_id"
    " AND c.event_id = :event_id AND c.withdrawn_at IS NULL ORDER BY c.given_at DESC LIMIT 1"
)
PAGE = (
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{% for line in lines %}<p>{{ line }}</p>{% endfor %}"
)


def create_app() -> Flask:
    settings = Settings.read(os.environ)
    app, engine = Flask("limits"), engine_of(settings)
    app.extensions["engine"] = engine
    for rule, view in (
        ("/healthz", lambda: "ok\n"),
        ("/inbox", lambda: _inbox(engine)),
        ("/card/<badge>", lambda badge: _card(engine, badge)),
        ("/code", lambda: _code(engine)),
    ):
        app.add_url_rule(rule, rule, view)
    app.add_url_rule("/scans", "scans", lambda: _scans(engine), methods=["POST"])
    app.add_url_rule("/scans/batch", "batch", lambda: _batch(engine), methods=["POST"])
    return app


def engine_of(settings: Settings) -> Engine:
    """The same pragmas and the same BEGIN as eventnet's."""
    if not settings.database.startswith("sqlite"):
        return create_engine(settings.database)
    engine = create_engine(settings.database, module=sqlite_driver(), connect_args={"check_same_thread": False})
    prepare_sqlite(engine)
    return engine


def fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _scans(engine: Engine) -> Any:
    sent = request.get_json()
    with reading(), engine.connect() as connection:
        who = connection.execute(DEVICE, {"fingerprint": _secret()}).scalar_one()
        what = connection.execute(CODE, {"code": sent["code"]}).scalar_one()
    with engine.begin() as connection:
        connection.execute(insert(scan), _row(who, what, sent["id"]))
    return {"id": sent["id"]}


def _batch(engine: Engine) -> Any:
    sent = request.get_json()["scans"]
    with reading(), engine.connect() as connection:
        who = connection.execute(DEVICE, {"fingerprint": _secret()}).scalar_one()
        known = dict(connection.execute(CODES, {"codes": [one["code"] for one in sent]}).all())
    with engine.begin() as connection:
        connection.execute(insert(scan), [_row(who, known[one["code"]], one["id"]) for one in sent])
    return {"ids": [one["id"] for one in sent]}


def _inbox(engine: Engine) -> Any:
    """Flask's "hello", and one indexed query."""
    query = {"device_id": int(request.cookies["device_id"]), "since": "z"}
    found = _read(engine, lambda connection: connection.execute(NEWS, query).first())
    return ("hello", 200) if found else ("", 304)


def _card(engine: Engine, badge: str) -> str:
    found = _read(engine, lambda connection: connection.execute(CARD, {"badge": badge}).one())
    return render_template_string(PAGE, title=found.name, lines=list(found)[1:])


def _code(engine: Engine) -> str:
    from eventnet.codes import fingerprint as stored

    secret = stored(request.cookies["secret"], "device")

    def ask(connection: Connection) -> list[Any]:
        who = connection.execute(WHO, {"fingerprint": secret}).one()
        place = connection.execute(PLACES, {"person_id": who.person_id}).all()[0]
        one = {"person_id": who.person_id, "event_id": place.event_id}
        return [who.name, place.badge, place.handle, place.name, connection.execute(LATEST, one).first()]

    title, *lines = _read(engine, ask)
    return render_template_string(PAGE, title=title, lines=lines)


def _read(engine: Engine, ask: Callable[[Connection], Any]) -> Any:
    with reading(), engine.connect() as connection:
        return ask(connection)


def _secret() -> str:
    return fingerprint(request.cookies["secret"])


def _row(who: int, what: int, uuid: str) -> dict[str, Any]:
    return {"device_id": who, "code_id": what, "uuid": uuid, "received_at": datetime.now(UTC).replace(tzinfo=None)}


def fill(engine: Engine, secrets: list[str], badges: list[str]) -> None:
    """As many devices and codes as eventnet has."""
    tables.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(device), [{"fingerprint": fingerprint(secret)} for secret in secrets])
        connection.execute(insert(code), [{"code": badge} for badge in badges])


def stored(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(select(scan.c.uuid)).scalars())


__all__ = ["create_app", "engine_of", "fill", "stored"]
