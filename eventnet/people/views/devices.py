"""My devices, and signing one of them out."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.people import signin
from eventnet.people.access import current_device, emptied, leave, signed_in, the_person
from eventnet.people.models import Device
from eventnet.people.views import bp


@bp.get("/devices")
@signed_in
def devices() -> ResponseReturnValue:
    return render_template("people/devices.html", devices=Device.of(the_person()).all(), here=current_device)


@bp.post("/devices/<code>/end")
@signed_in
def end_device(code: str) -> ResponseReturnValue:
    device = Device.of(the_person()).get_or_404(code)
    signin.end(device)
    is_here = device.id == current_device.id
    db.session.commit()
    flash(_("Signed out there."), "success")
    if not is_here:
        return redirect(url_for(".devices"), 303)
    leave()
    return emptied(make_response(redirect(url_for(".ask_sign_in"), 303)))
