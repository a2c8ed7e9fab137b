"""Short letters from one person to another: three lines, for an occasion. Others link to their page.

`/contacts/<code>/letter` (endpoint followup.occasions) lists the occasions; `/contacts/<code>/letter/<opener>`
(followup.new_letter) writes one: thanks, promise (`?promise=<code>`), congratulation, how_did_it_go, introduction,
advice. What asks waits its turn; everything else is sent at once.
"""

from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.lettering.openers import ALL, OPENERS, Opener
from eventnet.followup.lettering.writing import Draft, drafted, send, send_drafted, take_back

__all__ = ["ALL", "OPENERS", "Draft", "Opener", "PersonalLetter", "drafted", "send", "send_drafted", "take_back"]
