"""What kinds, roles and choices of this room are called; wrap in str() where a plain word is needed."""

from flask_babel import lazy_gettext as _l

KIND_WORDS = {
    "career_day": _l("Career day"),
    "job_fair": _l("Job fair"),
    "congress": _l("Congress"),
    "alumni": _l("Alumni meeting"),
    "association": _l("Association meeting"),
}
ROLE_WORDS = {
    "attendee": _l("Attendee"),
    "exhibitor": _l("Exhibitor"),
    "speaker": _l("Speaker"),
    "mentor": _l("Mentor"),
    "crew": _l("Crew"),
}
SHARING_WORDS = {
    "ask": _l("Ask me first"),
    "open": _l("Give my card at once"),
    "closed": _l("Refuse"),
}
DIFFERS_WORDS = {
    "": _l("As in my profile"),
    "here": _l("Something else at this event"),
}
JOIN_WORDS = {
    "open": _l("Everybody who has the link or sees the poster"),
    "invited": _l("Only invited people"),
}
DIRECTORY_WORDS = {
    "on": _l("Attendees can find each other, those who tick that they want to"),
    "off": _l("No list of people"),
}
