"""A client that judges every page it fetches: one h1, a title, unique ids, labelled fields, nothing inline."""

from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any

from flask import g, has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from eventnet.db import db
from tests.checks import translations

UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


class JudgingClient(FlaskClient):
    """Judges pages, and sends the CSRF token that a page would have held (`csrf=False` leaves it out)."""

    def open(self, *args: Any, csrf: bool = True, **kwargs: Any) -> TestResponse:
        if csrf and kwargs.get("method") == "POST":
            kwargs["headers"] = Headers(kwargs.get("headers")) | {"X-CSRFToken": self.csrf_token()}
        if has_app_context():
            store_what_is_prepared()
            vars(g._get_current_object()).clear()  # type: ignore[attr-defined]  # as on a server: who asked before is forgotten
        response = super().open(*args, **kwargs)
        if has_app_context():
            go_on_as_a_transaction()
        if (
            response.mimetype == "text/html"
            and "sandbox" not in response.headers.get("Content-Security-Policy", "")  # a letter in its frame
            and not response.content_encoding
            and response.status_code not in {301, 302, 303, 308}
            and response.data
        ):
            judge(response.get_data(as_text=True))
        return response

    def csrf_token(self) -> str:
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", "f" * 40)
        secret = self.application.secret_key
        return str(URLSafeTimedSerializer(str(secret), salt="wtf-csrf-token").dumps(raw))


def store_what_is_prepared() -> None:
    """A request sees what is stored, and waits for nobody's open transaction. The test's own rows stay as they are."""
    session = db.session()
    session.expire_on_commit = False
    session.commit()
    session.expire_on_commit = True


def go_on_as_a_transaction() -> None:
    """On a server the session ends with its request; here the test goes on with it, and may write."""
    session = db.session()
    if session.in_transaction() and db.engine.dialect.name == "postgresql":
        driver: Any = session.connection().connection.dbapi_connection
        if driver.autocommit:
            driver.autocommit = False


def judge(html: str) -> None:
    page = Page()
    page.feed(html)
    assert page.title.strip(), "a page needs a title"
    assert page.tags["h1"] == 1, f"a page has one h1, not {page.tags['h1']}"
    assert page.tags["main"] == 1, "a page has one main"
    doubled = [id_ for id_, times in Counter(page.ids).items() if times > 1]
    assert not doubled, f"ids stand twice: {doubled}"
    unlabelled = [field for field in page.fields if not page.has_label(field)]
    assert not unlabelled, f"fields without a label: {unlabelled}"
    assert not page.inline, f"inline script, style or handler: {page.inline}"
    assert not page.images_without_alt, f"images without alt: {page.images_without_alt}"
    if page.language == "de":
        english = [words for words in translated_words() if words in page.words]
        assert not english, f"English in a German page: {english}"


@cache
def translated_words() -> list[str]:
    """English words of the product that are not the same in German, long enough not to be a name."""
    german = translations.known()
    plain = [one for one in german if isinstance(one.id, str) and len(one.id) > 14 and "%" not in one.id]
    return [one.id for one in plain if one.string and one.string != one.id]


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.labels: set[str | None] = set()
        self.fields: list[dict[str, str | None]] = []
        self.inline: list[str] = []
        self.images_without_alt: list[dict[str, str | None]] = []
        self.title = ""
        self.language: str | None = None
        self.words = ""
        self._in_title = False
        self._in_svg = 0
        self._in_label = 0

    def has_label(self, field: dict[str, str | None]) -> bool:
        return "inside a label" in field or bool(field.get("aria-label")) or field.get("id") in self.labels

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags[tag] += 1
        self.language = values.get("lang") if tag == "html" else self.language
        self._in_svg += tag == "svg"
        self._in_title = tag == "title" and not self._in_svg
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "label":
            self._in_label += 1
            self.labels.add(values.get("for"))
        if tag in {"input", "select", "textarea"} and values.get("type") not in UNLABELLED:
            self.fields.append(values | ({"inside a label": None} if self._in_label else {}))
        if tag == "img" and "alt" not in values:
            self.images_without_alt.append(values)
        is_inline_script = tag == "script" and "src" not in values and values.get("type") != "application/json"
        if is_inline_script or tag == "style" or "style" in values or any(name.startswith("on") for name in values):
            self.inline.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_svg -= tag == "svg"
        self._in_label -= tag == "label"
        self._in_title = False

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._in_title:
            self.title += data
