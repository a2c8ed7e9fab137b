"""Where words that may meet these are stored: a little more than what meets them, found by equality in two indexes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select, union_all

from eventnet.directory.indexing import head_of, tail_of
from eventnet.directory.meaning import END, Term
from eventnet.directory.models import Stem


def stems_near(event_id: int, side: str, asked: Iterable[Term]) -> Select[Any]:
    """Rows of entry, line and stem; whether one meets a term is for `Term.is_met_by` to say.

    Words that are the beginning or the end of each other have the same first or last letters (meaning.related).
    """
    forms = {form for term in asked for form in term.forms}
    here = select(Stem.entry_id, Stem.line, Stem.stem).where(Stem.event_id == event_id, Stem.side == side)
    by_head = here.where(Stem.head.in_({head_of(form) for form in forms}))
    by_tail = here.where(Stem.tail.in_({tail_of(form) for form in forms if len(form) >= END}))
    return select(union_all(by_head, by_tail.where(Stem.stem.not_in(forms))).subquery())
