"""My devices, and signing one of them out."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.people import signin
from eventnet.people.access import current_device, emptied, leave, signed_in, the_person
from eventnet.people.models import Device
from eventnet.people.revoking import revoke
from eventnet.people.views import bp


@bp.get("/devices")
@signed_in
def devices() -> ResponseReturnValue:
    return render_template("people/devices.html", devices=Device.of(the_person()).all(), here=current_device)


@bp.post("/devices/<code>/end")
@signed_in
def end_device(code: str) -> ResponseReturnValue:
    device = Device.of(the_person()).get_or_404(code)
    is_here = device.id == current_device.id
    if is_here:
        signin.end(device)
    else:
        revoke(device)
    db.session.commit()
    if not is_here:
        flash(_("Signed out. The code on that device proves nothing any more."), "success")
        return redirect(url_for(".devices"), 303)
    leave()
    return emptied(make_response(redirect(url_for(".ask_sign_in"), 303)))
