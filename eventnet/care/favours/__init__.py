"""Favours, given and received, with their thank-you: the memory of the one who noted them."""

from eventnet.care.favours import merging  # noqa: F401 - registers what is handed over
