"""What becomes of each table that knows an event or an attendee at its closing: it goes, or it stays for a reason.

A new table that is named in neither list fails the build (tests/privacy/test_fate.py).
"""

# In this order; whatever hangs on a row goes with it. Work that still runs first, so that it adds nothing.
GOES = (
    "job",
    "message",
    "report",
    "pretix_source",
    "pretix_absence",
    "removal",
    "import_record",
    "import_draft",
    "directory_entry",
    "directory_stem",
    "question_answer",
    "badge_print",
    "former_entry",
    "ticket",
    "audit_act",
)
STAYS = {
    "attendee": "unclaimed places go with their people; of the others all that the list said goes (purging.py)",
    "badge_design": "measures and colours; nobody is in it",
    "blocked_address": "protects those who come to the organiser's next event",
    "card_request": "between two people, until one of them answers",
    "closing": "says that and when the event was closed",
    "contact": "between two people, as long as its giver said",
    "edition": "which event followed which; nobody is in it",
    "encounter": "the memory of the two who met",
    "evening": "one person's evening, and what they said to it",
    "evening_round": "says how far the letters of an evening are; nobody is in it",
    "introduction": "between three people, and no event's any more",
    "meeting_request": "between two people, and no event's any more",
    "next_time": "its person's own wish, and ends with the next invitation or after two years",
    "question": "what was asked; the answers go",
    "scan": "the phone's own, so that it is not recorded twice",
    "signing_key": "checks cards that people hold; nobody is in it",
    "team_invitation": "belongs to the team, not to the list",
}
