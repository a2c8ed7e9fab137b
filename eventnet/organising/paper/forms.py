"""The form for table tents."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length, ValidationError

from eventnet.organising.paper.sheets import MOST_TOPICS

LONGEST = 120


class TentForm(FlaskForm):
    topics = TextAreaField(_l("Tables, one a line"), [Length(max=MOST_TOPICS * LONGEST)])

    def validate_topics(self, field: TextAreaField) -> None:
        if len(self.lines) > MOST_TOPICS:
            raise ValidationError(_l("At most a hundred tables at once."))
        if any(len(line) > LONGEST for line in self.lines):
            raise ValidationError(_l("At most 120 characters a line."))

    @property
    def lines(self) -> list[str]:
        """What stands on each; a line with nothing on it is no table."""
        found = (" ".join(line.split()) for line in (self.topics.data or "").splitlines())
        return [line for line in found if line]
