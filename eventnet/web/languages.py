"""English and German: the person's choice first, then the browser's. Catalogues are read from .po files at start."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context, request, session
from flask_babel import Babel, Domain, force_locale, get_locale

from eventnet.assets import PACKAGE

LANGUAGES = {"en": "English", "de": "Deutsch"}


class Catalogues(Domain):
    """Compiles a .po file when it is first spoken: no build step, and never a stale .mo file."""

    def get_translations(self) -> NullTranslations:
        return catalogue(language())


class Languages(Babel):
    domain_instance = Catalogues()  # type: ignore[no-untyped-call]


def init_app(app: Flask) -> None:
    Languages(app, locale_selector=_chosen)  # type: ignore[no-untyped-call]
    app.context_processor(lambda: {"current_language": language(), "all_languages": LANGUAGES})


@cache
def catalogue(code: str) -> NullTranslations:
    path = PACKAGE / "translations" / f"{code}.po"
    if not path.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


def language() -> str:
    locale = get_locale()
    return locale.language if locale and locale.language in LANGUAGES else "en"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Words inside are for somebody else than the one who asks: the reader of a letter."""
    with force_locale(_locale(code if code in LANGUAGES else "en")):
        yield


def _chosen() -> Locale:
    if not has_request_context():
        return _locale("en")
    chosen = session.get("language") or request.accept_languages.best_match(list(LANGUAGES))
    return _locale(chosen if chosen in LANGUAGES else "en")


@cache
def _locale(code: str) -> Locale:
    """Made once: Babel looks for a file each time it reads a name."""
    return Locale(code)
