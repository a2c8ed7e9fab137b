"""For broken cameras and for the ear: a code that is typed counts as one that is scanned."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from eventnet.db import db
from eventnet.exchange import consent
from eventnet.exchange.forms import TypedCodeForm
from eventnet.exchange.views import bp
from eventnet.exchange.views.scanned import where_to
from eventnet.exchange.views.ticket import Ticket
from eventnet.people.access import signed_in, the_person


@bp.route("/code/typed", methods=["GET", "POST"])
@signed_in
def type_code() -> ResponseReturnValue:
    form = TypedCodeForm()
    if form.validate_on_submit():
        answer = Ticket.for_code(form.code.data).record(the_person())
        db.session.commit()  # a miss counts, too
        if target := where_to(answer):
            return redirect(target, 303)
        form.code.errors = [answer.words]
    page = render_template("exchange/type_code.html", form=form, consent=consent.words())
    return page, 422 if request.method == "POST" else 200
