"""What the phone calls: hand in scans, ask what is new, renew the code that it shows."""

from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from eventnet.addresses import path_of
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.answers import Answer
from eventnet.exchange.batch import MOST_BYTES, Reported, read_batch, read_scan
from eventnet.exchange.news import News, moment_of, news_for, next_cursor
from eventnet.exchange.scanning import record_scan
from eventnet.exchange.shown import shown_code
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web.origin import comes_from_us
from eventnet.web.sessions import csrf


@bp.post("/api/v1/scans")
@signed_in
def create_scans() -> ResponseReturnValue:
    """One result a scan, in the order given. Answered after the one commit; what has no result is to be sent again."""
    if not comes_from_us(request):
        abort(403)
    if request.mimetype != "application/json":
        abort(415)
    request.max_content_length = MOST_BYTES
    try:
        items = read_batch(request.get_data())
    except Refused as no:
        return jsonify(error=no.code, message=no.words), 400
    results = [_result(the_person(), item) for item in items]
    db.session.commit()
    return jsonify(results=results)


csrf.exempt(create_scans)  # comes_from_us guards instead, so that a queue outlives the session it began in


@bp.get("/api/v1/inbox")
@signed_in
def inbox() -> ResponseReturnValue:
    """204 while nothing is new. `since` is the cursor of the answer before; without one, news begin now."""
    since = moment_of(request.args.get("since", "")) or now()
    news = news_for(the_person(), since)
    if not news:
        return Response(status=204)
    return jsonify(cursor=next_cursor(since, news), items=[_item(item) for item in news])


@bp.get("/api/v1/code")
@signed_in
def live_code() -> ResponseReturnValue:
    """The picture and the spoken code of this moment, and for how many seconds they are the newest."""
    shown = shown_code(the_person(), request.args.get("event"))
    if shown is None:
        abort(404)
    return jsonify(svg=shown.live_svg, spoken=shown.spoken, spoken_words=shown.spoken_words, seconds=shown.seconds)


def _result(scanner: Person, item: Any) -> dict[str, object]:
    try:
        scan: Reported = read_scan(item)
    except Refused as no:
        return {"id": _id_of(item), "outcome": "invalid", "error": no.code, "words": no.words}
    return _as_json(record_scan(scanner, scan.id, scan.code, scan.scanned_at))


def _id_of(item: Any) -> str | None:
    named = item.get("id") if isinstance(item, dict) else None
    return named if isinstance(named, str) else None


def _as_json(answer: Answer) -> dict[str, object]:
    card = answer.card and {
        "name": answer.card.name,
        "headline": answer.card.headline,
        "organisation": answer.card.organisation,
    }
    result = {
        "id": answer.id,
        "outcome": answer.outcome,
        "words": answer.words,
        "contact": answer.contact,
        "card": card,
        "retry_after": answer.retry_after,
    }
    return {name: value for name, value in result.items() if value is not None}


def _item(news: News) -> dict[str, str]:
    item = {"id": f"{news.contact}{news.mine}{news.at.timestamp()}", "name": news.name, "words": news.words}
    if news.contact:
        item["url"] = path_of("exchange.contact", code=news.contact)
    if news.mine:
        item["withdraw"] = path_of("exchange.withdraw", code=news.mine)
    if news.request:
        item["give"] = path_of("exchange.give_back", code=news.request)
    return item
