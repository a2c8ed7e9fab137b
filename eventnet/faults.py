"""What may be said of a failure in a log: its type and its place. Its words and values may be personal."""

import traceback


def type_and_place(error: BaseException) -> str:
    """`ValueError in /srv/eventnet/eventnet/care/weekly/mail.py:25`"""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.filename}:{place.lineno or 0}"
