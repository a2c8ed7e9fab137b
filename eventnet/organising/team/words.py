"""What the roles of a team are called, and what each may do."""

from typing import Any

from flask_babel import lazy_gettext as _l

TEAM_ROLES: dict[str, Any] = {"owner": _l("Owner"), "staff": _l("Staff"), "helper": _l("Helper")}
MAY: dict[str, Any] = {
    "owner": _l("Everything, and decides who is in the team"),
    "staff": _l("Everything but the team"),
    "helper": _l("The desk: look for people, let them in, print one badge"),
}
