"""The form of the next edition: what cannot stay as it was."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from eventnet.events.forms import NAME_LENGTH, trimmed
from eventnet.events.founding import SLUG_LENGTH, slug_of
from eventnet.organising.series.copying import Proposal


class NextForm(FlaskForm):
    name = StringField(
        _l("Name"), [DataRequired(_l("Please give the event a name.")), Length(max=NAME_LENGTH)], filters=[trimmed]
    )
    slug = StringField(
        _l("Its address, after /e/"),
        [DataRequired(_l("Please give it an address.")), Length(max=SLUG_LENGTH + 4)],
        filters=[trimmed],
    )
    starts_on = DateField(_l("First day"), [InputRequired(_l("Please choose a day."))])
    starts_time = TimeField(_l("Starts at"), [InputRequired(_l("Please choose a time."))])
    ends_on = DateField(_l("Last day"), [InputRequired(_l("Please choose a day."))])
    ends_time = TimeField(_l("Ends at"), [InputRequired(_l("Please choose a time."))])

    @classmethod
    def showing(cls, proposal: Proposal) -> "NextForm":
        walls = {"starts_on": proposal.starts.date(), "starts_time": proposal.starts.time()}
        walls |= {"ends_on": proposal.ends.date(), "ends_time": proposal.ends.time()}
        return cls(data={"name": proposal.name, "slug": proposal.slug} | walls)

    def proposal(self) -> Proposal:
        starts = datetime.combine(self.starts_on.data, self.starts_time.data)
        return Proposal(
            self.name.data, self.slug.data, starts, datetime.combine(self.ends_on.data, self.ends_time.data)
        )

    def validate_slug(self, field: Any) -> None:
        if slug_of(field.data) != field.data:
            raise ValidationError(
                _("Small letters, digits and hyphens, please: %(example)s", example=slug_of(field.data))
            )
