"""NUL, the one character that no person types and that PostgreSQL stores in no text."""

from collections.abc import Iterator
from itertools import chain

from flask import Flask, abort, request

NUL = "\0"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


def init_app(app: Flask) -> None:
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """An address with it is no address, a form with it was not filled in by hand. JSON is read by its own schema."""
    if NUL in request.path:
        abort(404)
    if any(NUL in text for text in _typed()):
        abort(400)


def _typed() -> Iterator[str]:
    given = [request.args.lists()] if request.query_string else []
    if request.mimetype in FORMS:
        given.append(request.form.lists())
        yield from (upload.filename or "" for _name, upload in request.files.items(multi=True))
    yield from chain.from_iterable(values for _name, values in chain(*given))
