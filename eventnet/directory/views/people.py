"""Who is here, of those who let others find them, and who could help whom."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from eventnet.directory.helping import suggestions
from eventnet.directory.listing import Listing
from eventnet.directory.models import may_look
from eventnet.directory.searching import Wish, choices_of, find
from eventnet.directory.views import bp
from eventnet.events.models import ROLES, Attendee, Question
from eventnet.events.words import ROLE_WORDS
from eventnet.exchange.here import attendances
from eventnet.people.access import signed_in, the_person

FIRST = 3  # suggestions on top of the list; the others have a page of their own
LONGEST = 100


@bp.get("/people")
@signed_in
def people() -> ResponseReturnValue:
    """At the event in `?event=`, else at the one that is nearest in time."""
    mine = attendances(the_person())
    me = _chosen(mine)
    if me is None or not may_look(me):
        return render_template("directory/no_list.html", me=me)
    asked = choices_of(me)
    wish, after = _wish(asked), request.args.get("after", "")
    is_first = wish.is_empty and not after
    first = suggestions(me) if is_first else []
    return render_template(
        "directory/people.html",
        me=me,
        listing=Listing(me),
        wish=wish,
        found=find(me, wish, after),
        is_first=is_first,
        first=first[:FIRST],
        has_more=len(first) > FIRST,
        questions=asked,
        roles={role: str(ROLE_WORDS[role]) for role in ROLES},
        others=[one.event for one in mine if one is not me and may_look(one)],
        kept=wish.as_asked | {"event": me.event.slug},
    )


@bp.get("/people/suggestions")
@signed_in
def helping() -> ResponseReturnValue:
    me = _chosen(attendances(the_person()))
    if me is None or not may_look(me):
        return render_template("directory/no_list.html", me=me)
    return render_template("directory/helping.html", me=me, found=suggestions(me))


def _chosen(mine: list[Attendee]) -> Attendee | None:
    slug = request.args.get("event") or None
    if not mine and slug is None:
        return None
    return next((one for one in mine if slug in (None, one.event.slug)), None) or abort(404)


def _wish(asked: list[Question]) -> Wish:
    """Only what can be chosen; a filter that is not there any more filters nothing."""
    typed = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("q", "role", "offers", "needs")}
    chosen = {question: request.args.get(question.code, "") for question in asked}
    return Wish(
        words=typed["q"],
        role=typed["role"] if typed["role"] in ROLES else "",
        offers=typed["offers"],
        needs=typed["needs"],
        answers={question: key for question, key in chosen.items() if key in question.options},
    )
