"""What a contact's card is as a file: for the address book, and the photo."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from eventnet.exchange.addressbook import file_name, vcard
from eventnet.exchange.cards import shared_photo
from eventnet.exchange.models import Contact
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person


@bp.get("/contacts/<code>.vcf")
@signed_in
def contact_vcard(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    response = Response(vcard(contact), content_type="text/vcard; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=file_name(contact))
    return response


@bp.get("/contacts/<code>/photo")
@signed_in
def contact_photo(code: str) -> ResponseReturnValue:
    """Only as long as it was given and is still shared."""
    photo = shared_photo(Contact.held_by(the_person()).get_or_404(code))
    if photo is None:
        abort(404)
    return Response(photo.webp, mimetype="image/webp")
