"""Which role a word on a list means. An unknown word says nothing: many lists have a column Role for jobs."""

from eventnet.organising.importing.labels import fold

WORDS = {
    "attendee": (
        "attendee", "participant", "visitor", "guest", "teilnehmende", "teilnehmer", "teilnehmerin", "teilnehmer*in",
        "teilnehmende person", "teilnehmende*r", "besucher", "besucherin", "besucher*in", "gast", "regular", "student",
    ),
    "exhibitor": (
        "exhibitor", "stand", "aussteller", "ausstellerin", "aussteller*in", "ausstellende", "ausstellend",
        "ausstellende*r", "recruiter",
    ),
    "speaker": (
        "speaker", "presenter", "lecturer", "referent", "referentin", "referent*in", "vortragende", "vortragende*r",
        "vortragend", "vortrag", "redner", "rednerin", "redner*in", "sprecher", "sprecherin", "sprecher*in",
    ),
    "mentor": ("mentor", "mentoring", "mentorin", "mentor*in", "coach"),
    "crew": (
        "crew", "staff", "team", "volunteer", "helper", "organiser", "organizer", "helfer", "helferin", "helfer*in",
        "helfende", "orga", "veranstalter", "veranstalterin", "personal",
    ),
}  # fmt: skip

_ROLES = {fold(word): role for role, words in WORDS.items() for word in words}


def role_of(cell: str) -> str | None:
    return _ROLES.get(fold(cell)) if cell else None
