"""Where a page of a long list begins, as its address says it."""

from flask import request

MOST = 2**31 - 1  # what any database takes for a number


def begins_after() -> int:
    """`?after=`: 0 for the first page, and for what is no number."""
    return min(max(request.args.get("after", 0, type=int), 0), MOST)
