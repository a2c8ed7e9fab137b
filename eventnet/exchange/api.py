"""What the phone calls: hand in scans, ask what is new."""

import msgspec
from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from msgspec import UNSET
from sqlalchemy import Connection

from eventnet import db as database
from eventnet.addresses import path_of
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import noting
from eventnet.exchange.answers import Answer
from eventnet.exchange.batch import MOST_BYTES, Bad, read_batch
from eventnet.exchange.looking import Who
from eventnet.exchange.news import News, moment_of, news_for, next_cursor
from eventnet.exchange.recording import Reading, record, record_at_once
from eventnet.exchange.scanning import insist_on, read_scans
from eventnet.exchange.schemas import CardLine, Inbox, NewsItem, Note, Reported, Result, Results
from eventnet.exchange.views import bp
from eventnet.people.access import by_device
from eventnet.refusals import Refused
from eventnet.web.origin import comes_from_us
from eventnet.web.sessions import csrf


@bp.post("/api/v1/scans")
@by_device
def create_scans(device: str) -> ResponseReturnValue:
    """One result a scan, in the order given. Answered after the one commit; what has no result is to be sent again."""
    if not comes_from_us(request):
        abort(403)
    if request.mimetype != "application/json":
        abort(415)
    request.max_content_length = MOST_BYTES
    try:
        items, whose = read_batch(request.get_data())
    except Refused as no:
        return jsonify(error=no.code, message=no.words), 400
    answers = _hand_in(device, [item for item in items if isinstance(item, Reported)], whose)
    return _json(Results([_result(item, answers) for item in items]))


csrf.exempt(create_scans)  # comes_from_us guards instead, so that a queue outlives the session it began in


def _hand_in(device: str, scans: list[Reported], whose: str | None) -> dict[str, Answer]:
    """Read, end reading, write, commit."""
    with database.read_only() as connection:
        reading = read_scans(connection, Who("device", device), scans)
        if reading is None:
            abort(401)
        insist_on(reading.looked.me, whose)
        notes = [(scan.id, scan.note) for scan in scans if isinstance(scan.note, Note)]
        if not notes and not reading.takes_rows:
            return _write(connection, reading)
    database.begin_writing()
    recorded = record(db.session.connection(), reading)
    if notes:
        noting.take(reading.looked.me.id, notes)
    db.session.commit()
    return recorded.answers()


def _write(connection: Connection, reading: Reading) -> dict[str, Answer]:
    """Without a session, as nearly all scans are."""
    if reading.is_settled:
        return record(connection, reading).answers()
    recorded = record_at_once(connection, reading)
    if recorded is None:
        database.begin_writing(connection)
        recorded = record(connection, reading)
        connection.commit()
    return recorded.answers()


@bp.get("/api/v1/inbox")
@by_device
def inbox(device: str) -> Response:
    """`since` is the cursor of the answer before; without one, news begin now. 304 while there are none."""
    since = moment_of(request.args.get("since", "")) or now()
    with database.read_only() as connection:
        news = news_for(connection, device, since)
        connection.commit()
    if news is None:
        abort(401)
    cursor = next_cursor(since, news)
    if not news and request.if_none_match.contains_weak(cursor):
        return Response(status=304, headers={"ETag": f'"{cursor}"'})
    answer = _json(Inbox(cursor, [_item(item) for item in news]))
    answer.set_etag(cursor)
    return answer


def _json(body: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(body), mimetype="application/json")


def _result(item: Reported | Bad, answers: dict[str, Answer]) -> Result:
    if isinstance(item, Bad):
        return Result(item.id, "invalid", item.words, error=item.error)
    answer = answers[item.id]
    card = answer.card and CardLine(answer.card.name, answer.card.headline, answer.card.organisation)
    wait = UNSET if answer.retry_after is None else answer.retry_after
    return Result(answer.id, answer.outcome, answer.words, answer.contact or UNSET, card or UNSET, wait)


def _item(news: News) -> NewsItem:
    return NewsItem(
        f"{news.contact}{news.mine}{news.at.timestamp()}",
        news.name,
        news.words,
        path_of("exchange.contact", code=news.contact) if news.contact else UNSET,
        path_of("exchange.withdraw", code=news.mine) if news.mine else UNSET,
        path_of("exchange.give_back", code=news.request) if news.request else UNSET,
    )
