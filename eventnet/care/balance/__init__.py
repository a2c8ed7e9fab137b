"""Give and take between two people, in words, for one of them alone: never a number, never a score.

`facts` gathers what the owner's own memory holds, `rules` are data about such facts, `reading` says what applies.
"""

from eventnet.care.balance import telling  # noqa: F401 - tells the coach
from eventnet.care.balance.facts import Deed, Facts, facts_of
from eventnet.care.balance.reading import Line, lines_on
from eventnet.care.balance.rules import RULES, Rule

__all__ = ["RULES", "Deed", "Facts", "Line", "Rule", "facts_of", "lines_on"]
