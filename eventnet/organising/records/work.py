"""Long lists in the background: reading one, taking it over, undoing it; and clearing away what was kept of them."""

from flask_babel import format_number
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.events.models import Event
from eventnet.mail.worker import every_minute
from eventnet.organising.jobs import Job, start, works
from eventnet.organising.models import ImportDraft
from eventnet.organising.planning import plan
from eventnet.organising.records import taking, undoing
from eventnet.organising.records.entries import entries_of
from eventnet.organising.records.models import ImportRecord, opened
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

READ, TAKE, UNDO = "read-list", "import", "undo-import"
KINDS = (TAKE, UNDO)


def refuse_another(event: Event) -> None:
    """One list changes at a time: what is planned for one is planned for what the other leaves."""
    if Job.open_at(event, *KINDS).any():
        raise Refused("importing", _("Another import is still running at this event. Please wait until it is done."))


def start_reading(draft: ImportDraft, by: Person) -> Job:
    """What it would change, for its preview."""
    running = [job for job in Job.open_at(draft.event, READ) if job.said.get("code") == draft.code]
    if running:
        return running[0]
    job = start(draft.event, by, READ, {"draft": draft.id})
    job.said, job.total = {"code": draft.code}, None
    return job


def start_taking(record: ImportRecord, by: Person) -> Job:
    refuse_another(record.event)
    record.begun_at = now()
    job = start(record.event, by, TAKE, {"record": record.id})
    job.said, job.total = {"code": record.code}, record.work
    return job


def start_undoing(record: ImportRecord, by: Person) -> Job:
    refuse_another(record.event)
    undoing.begin(record)
    job = start(record.event, by, UNDO, {"record": record.id})
    job.said, job.total = {"code": record.code}, record.done_in(record.applied)
    return job


def _told_reading(job: Job) -> str:
    words = _("The list is read. Now you see what would happen.")
    return f"{words} {job.so_far}." if job.problems else words


def _told_taking(job: Job) -> str:
    said = {name: format_number(job.said.get(name, 0)) for name in ("new", "changed")}
    return _("Done: %(new)s new, %(changed)s changed.", **said)


def _told_undoing(job: Job) -> str:
    kept = int(job.said.get("kept", 0))
    if not kept:
        return _("The import is undone. Everything is as it was before.")
    return _("The import is undone, but for %(number)s people who are kept.", number=format_number(kept))


@works(READ, _l("Reading a list"), _told_reading, "organising.preview", _l("See what would happen"))
def read_list(job: Job) -> bool:
    """Read while nothing is locked, then kept in one go: it is packed, so that takes a moment."""
    with reading():
        draft = Rows(ImportDraft).where(ImportDraft.id == job.payload["draft"]).first()
        if draft is None:
            raise Refused("dropped", _("The list was dropped meanwhile, or another one uploaded."))
        opened_list, filename, code = draft.opened(), draft.filename, draft.code
        db.session.rollback()
        read = opened_list.read()
        entries = entries_of(plan(job.event, read))
        db.session.rollback()
    ImportRecord.drop(job.event, code)
    record = ImportRecord.keep(job.event, job.by, filename, entries)
    record.code = code
    job.total = job.done = len(entries)
    job.problems = len(read.left_out)
    return False


@works(TAKE, _l("Importing a list"), _told_taking, "organising.import_report", _l("See the report"))
def take_over(job: Job) -> bool:
    with reading():
        record = _found(_of(job))
        has_work = record.applied < record.pieces
        piece = taking.Piece.of(record, record.event) if has_work else None
        db.session.rollback()
    record = _found(_of(job).locked())
    if piece is not None:
        assert piece.number == record.applied, "one worker at a time"
        taking.apply(record, piece)
    job.done, job.problems = record.done_in(record.applied), record.problems
    if record.applied < record.pieces:
        return True
    taking.finish(record)
    job.said = job.said | {kind: record.counts.get(kind, 0) for kind in ("new", "changed")}
    return False


@works(UNDO, _l("Undoing an import"), _told_undoing, "organising.import_report", _l("See the report"))
def undo(job: Job) -> bool:
    with reading():
        record = _found(_of(job))
        has_work = record.undone < record.applied
        entries = opened(record.piece(undoing.next_piece(record))) if has_work else []
        db.session.rollback()
    record = _found(_of(job).locked())
    if has_work:
        undoing.undo(record, entries, job.by)
    job.done = record.done_in(record.applied) - record.done_in(record.applied - record.undone)
    job.said = job.said | {"kept": record.kept}
    if record.undone < record.applied:
        return True
    undoing.finish(record)
    return False


@every_minute
def drop_old_records() -> None:
    """After a month an import cannot be undone any more, and nothing is kept of its rows."""
    ImportRecord.drop_old()


def _of(job: Job) -> Rows[ImportRecord]:
    return Rows(ImportRecord).where(ImportRecord.id == job.payload["record"])


def _found(records: Rows[ImportRecord]) -> ImportRecord:
    record = records.first()
    if record is None:
        raise Refused("gone", _("What was kept of this import is gone."))
    return record
