"""Kill -9 in the middle of a message: no letter is lost, and nobody gets two."""

from pathlib import Path

from eventnet.db import db, reading
from eventnet.mail.models import Letter
from eventnet.organising.messages.models import Message
from eventnet.rows import Rows
from tests.cast import make_cast
from tests.databases import PostgresDatabase, SqliteFiles
from tests.organising.killing import Killed
from tests.organising.post import crowd, released
from tests.smtp_server import SmtpServer, deliver
from tests.waiting import until


def test_a_worker_killed_in_the_middle_loses_no_letter_and_doubles_none(
    databases: SqliteFiles | PostgresDatabase, tmp_path: Path
) -> None:
    with SmtpServer() as smtp:
        killed = Killed(databases.fresh_url(tmp_path), tmp_path, smtp)
        with killed.app.app_context():
            cast = make_cast()
            crowd(cast, 57)
            released(cast, text="Hello {name}: {people}", pace=1_000_000)
            db.session.remove()
            killed.work_until(lambda: len(smtp.received) > 9, until)
            assert 9 < len(smtp.received) < 60
            with reading(False):
                killed.end_leases()
            deliver(killed.app)
            with reading():
                assert Rows(Message).first().finished_at  # type: ignore[union-attr]
                assert not Rows(Letter).where(Letter.sent_at.is_(None)).any()
            assert len(killed.letters) == 60
            assert {len(names) for names in killed.letters.values()} == {1}
            assert killed.repeats <= 1
            db.session.remove()
            db.engine.dispose()
