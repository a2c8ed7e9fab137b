"""E-mail addresses as people type them."""

from flask_babel import gettext as _

from eventnet.refusals import Refused


def clean_email(typed: str) -> str:
    """Lower case and normalised (RFC 5321); refuses what no mail server would take. Asks no other host."""
    from email_validator import EmailNotValidError, validate_email  # builds large patterns: not before it is needed

    try:
        found = validate_email(typed.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise Refused("email", _("This does not look like an e-mail address. Example: ada@example.org")) from None
    return found.normalized.lower()
