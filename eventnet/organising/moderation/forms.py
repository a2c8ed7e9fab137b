"""Forms of reports and of the block list."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, Length

from eventnet.events.forms import CleanEmailField, stripped


class ReportForm(FlaskForm):
    words = TextAreaField(
        _l("What happened"), [DataRequired(_l("Please say what happened.")), Length(max=600)], [stripped]
    )
    block = BooleanField(_l("Block them for me as well"))


class AddressForm(FlaskForm):
    email = CleanEmailField(_l("E-mail"), [DataRequired(_l("Please type the address.")), Length(max=254)], [stripped])
