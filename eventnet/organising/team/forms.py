"""Forms of the team."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length

from eventnet.events.forms import NAME_LENGTH, CleanEmailField, stripped, trimmed
from eventnet.organising.team.words import TEAM_ROLES
from eventnet.web.languages import LANGUAGES, language

ROLES = [SelectChoice(value, words) for value, words in TEAM_ROLES.items()]


class TeamInvitationForm(FlaskForm):
    email = CleanEmailField(_l("E-mail"), [DataRequired(_l("Please type the address.")), Length(max=254)], [stripped])
    role = RadioField(_l("Role"), choices=ROLES, default="helper")
    language = SelectField(
        _l("Language of the letter"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        default=language,
    )


class RoleForm(FlaskForm):
    role = SelectField(_l("Role"), choices=ROLES)


class TeamNewcomerForm(FlaskForm):
    name = StringField(
        _l("Your name"), [DataRequired(_l("Please type your name.")), Length(max=NAME_LENGTH)], [trimmed]
    )
