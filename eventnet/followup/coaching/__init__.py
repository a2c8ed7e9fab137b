"""Quiet hints at the side of a letter: what is missing, why that matters, how to mend it. They never hold anybody up.

`rules` are data about the words that are typed, `reading` applies them (and so does the page's script, to the same
data), `memory` adds what only the server knows: what else was sent, and when the two met.
"""

from eventnet.followup.coaching.memory import remembered
from eventnet.followup.coaching.reading import Hint, hints_on
from eventnet.followup.coaching.rules import FIELDS, RULES, Rule

__all__ = ["FIELDS", "RULES", "Hint", "Rule", "hints_on", "remembered"]
