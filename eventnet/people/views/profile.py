"""My profile: what is on my card, and for whom."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db, only_reads
from eventnet.mail.arriving.suppressing import is_suppressed
from eventnet.people import languages, phones
from eventnet.people import profile as profiles
from eventnet.people.access import current_person, signed_in, the_person
from eventnet.people.card import card_of
from eventnet.people.forms import PhotoForm, ProfileForm
from eventnet.people.links import EXAMPLES, NETWORKS
from eventnet.people.models import CARD_FIELDS, OCCASIONS
from eventnet.people.views import bp
from eventnet.refusals import Refused

MAIN_NETWORKS = ("linkedin", "xing", "website")


@bp.route("/profile", methods=["GET", "POST"])
@signed_in
def profile() -> ResponseReturnValue:
    person = the_person()
    form = ProfileForm(data=_as_typed())
    if form.validate_on_submit() and _take(form):
        db.session.commit()
        flash(_("Saved. This is what people you meet will see."), "success")
        return redirect(url_for(".profile_preview"), 303)
    if form.errors:
        db.session.rollback()
    page = render_template(
        "people/profile.html",
        form=form,
        photo_form=PhotoForm(formdata=None),
        person=person,
        is_suppressed=is_suppressed(person.email),
        networks=NETWORKS,
        main_networks=MAIN_NETWORKS,
        more_links_open=any(form[f"link_{name}"].data for name in NETWORKS if name not in MAIN_NETWORKS),
        examples=EXAMPLES,
        spoken=languages.by_name(),
    )
    return page, 422 if form.errors else 200


@bp.get("/profile/preview")
@signed_in
def profile_preview() -> ResponseReturnValue:
    card = card_of(the_person(), CARD_FIELDS, photo_url=url_for(".own_photo"))
    return render_template("people/preview.html", card=card)


@bp.get("/profile/photo")
@signed_in
def own_photo() -> ResponseReturnValue:
    if current_person.photo is None:
        abort(404)
    return Response(current_person.photo.webp, mimetype="image/webp")


@bp.post("/profile/photo")
@signed_in
def set_photo() -> ResponseReturnValue:
    from eventnet.people.photos import MOST_BYTES, to_webp  # with all of Pillow, which only this page needs

    upload = request.files.get("photo")
    data = upload.stream.read(MOST_BYTES + 1) if upload else b""
    if not data:
        raise Refused("no-photo", _("Choose a picture first, then save it."))
    profiles.try_photo(the_person())
    db.session.commit()  # nobody waits for a lock while a picture is unpacked
    pixels = to_webp(data)
    only_reads(False)
    profiles.set_photo(the_person(), pixels)
    db.session.commit()
    flash(_("Your photo is on your card."), "success")
    return _back_to_photo()


@bp.post("/profile/photo/removal")
@signed_in
def remove_photo() -> ResponseReturnValue:
    profiles.remove_photo(the_person())
    db.session.commit()
    flash(_("Your photo is gone."), "success")
    return _back_to_photo()


def _take(form: ProfileForm) -> bool:
    person = the_person()
    wrong = profiles.change(person, form.data)
    profiles.share(person, form.shared.data, asked=[name for name in CARD_FIELDS if name not in OCCASIONS])
    profiles.lend(person, int(form.card_life_days.data))
    for name, words in wrong.items():
        form[name].errors = [words]
    return not wrong


def _as_typed() -> dict[str, object]:
    person = the_person()
    plain = {name: getattr(person, name) for name in (*profiles.PLAIN, "shared")}
    links = {f"link_{link.network}": link.label for link in person.links}
    return plain | links | {"phone": phones.shown(person.phone), "card_life_days": str(person.card_life_days)}


def _back_to_photo() -> Response:
    return redirect(url_for(".profile", _anchor="your-photo"), 303)  # type: ignore[return-value]
