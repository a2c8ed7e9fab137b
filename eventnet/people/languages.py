"""Languages that people speak: ISO 639-1 codes, named in the reader's language."""

from babel import Locale

from eventnet.web.languages import language

SPOKEN = (
    "ar", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi",
    "fr", "ga", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "ku",
    "lt", "lv", "mk", "ms", "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru", "sk", "sl",
    "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip


def name_of(code: str) -> str:
    return (Locale.parse(language()).languages.get(code) or code).capitalize()


def by_name() -> list[tuple[str, str]]:
    """Code and name, in the order of the alphabet that the reader sees."""
    return sorted(((code, name_of(code)) for code in SPOKEN), key=lambda pair: pair[1].casefold())
