"""One person of the list, as everybody at the event may see them; and not wanting them suggested."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.directory import helping
from eventnet.directory.models import Entry
from eventnet.directory.showing import shown
from eventnet.directory.views import bp
from eventnet.events.models import Attendee
from eventnet.exchange.models import Contact
from eventnet.people.access import signed_in, the_person


@bp.get("/people/<code>")
@signed_in
def person(code: str) -> ResponseReturnValue:
    me, entry = _seen(code)
    contact = Contact.held_by(me.person).where(Contact.subject_id == entry.attendee.person_id).first()
    return render_template(
        "directory/person.html",
        me=me,
        entry=entry,
        shown=shown(entry),
        contact=contact,
        reasons=helping.reasons_with(me, entry.attendee),
    )


@bp.post("/people/<code>/no-thanks")
@signed_in
def no_thanks(code: str) -> ResponseReturnValue:
    me, entry = _seen(code)
    helping.no_thanks(me.person, entry.attendee.person)
    db.session.commit()
    flash(
        _("%(name)s is not suggested to you again, nor you to them. Nobody is told.", name=entry.attendee.person.name)
    )
    return redirect(url_for(".helping", event=me.event.slug), 303)


def _seen(code: str) -> tuple[Attendee, Entry]:
    """With my own place at that event: who has none there finds nobody."""
    me = Entry.place_beside(the_person(), code)
    return me, Entry.seen_by(me).get_or_404(code)
