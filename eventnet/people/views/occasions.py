"""Birthday and new job, each on the card only if its person says so."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.people import occasions as days
from eventnet.people import profile as profiles
from eventnet.people.access import signed_in, the_person
from eventnet.people.forms import OccasionsForm
from eventnet.people.models import OCCASIONS, Person
from eventnet.people.views import bp


@bp.route("/profile/occasions", methods=["GET", "POST"])
@signed_in
def occasions() -> ResponseReturnValue:
    person = the_person()
    form = OccasionsForm(data=_as_typed(person))
    if not form.validate_on_submit():
        return render_template("people/occasions.html", form=form), 422 if form.errors else 200
    days.set_birthday(person, form.birthday)
    days.set_job(person, form.job_since.data)
    profiles.share(person, form.shared.data, asked=OCCASIONS)
    db.session.commit()
    flash(_("Saved. This is what people you meet will see."), "success")
    return redirect(url_for(".profile_preview"), 303)


def _as_typed(person: Person) -> dict[str, object]:
    month, _mark, day = (person.birthday or "").partition("-")
    shared = [name for name in person.shared if name in OCCASIONS]
    return {"birthday_day": day, "birthday_month": month, "job_since": person.job_since, "shared": shared}
