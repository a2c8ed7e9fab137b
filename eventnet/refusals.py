"""A rule said no, in words for the person who asked."""


class Refused(Exception):
    """Raised by verbs; views show `words` beside what was typed, the API answers `code`."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = str(words)
