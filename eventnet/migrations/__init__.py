"""Alembic migrations: expand, copy, contract."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from flask import current_app

HERE = Path(__file__).parent


def upgrade(revision: str = "head") -> None:
    """Bring the database of the current app to `revision`."""
    command.upgrade(config(), revision)


def downgrade(revision: str) -> None:
    """Back to an older version; what only the newer one can hold is lost."""
    command.downgrade(config(), revision)


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(HERE))
    found.attributes["app"] = current_app
    return found
