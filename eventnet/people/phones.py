"""Phone numbers: kept as E.164 (+49511123456), shown in groups.

The library reads the plans of the whole world when it is imported, so it is when the first number is met.
"""

from flask_babel import gettext as _

from eventnet.refusals import Refused


def normalise(typed: str, region: str = "DE") -> str:
    """E.164, at most 16 characters. `region` (ISO 3166) reads a number without country. Raises Refused.

    Asks whether a number can be, not whether it is given out: numbering plans change faster than libraries.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(typed[:100], region)
    except phonenumbers.NumberParseException:
        raise _refused() from None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    # 110 is possible too, but nobody's own; the shortest real ones are Niue's, +683 4000.
    if not phonenumbers.is_possible_number(number) or number.extension or len(e164) < len("+6834000"):
        raise _refused()
    return e164


def shown(e164: str) -> str:
    """For people: +49 511 123456. What is no number is shown as it is."""
    if not e164:
        return e164
    import phonenumbers

    try:
        return phonenumbers.format_number(phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return e164


def _refused() -> Refused:
    return Refused(
        "not-a-phone",
        _(
            "This is not a phone number. Write it with its country, for example %(example)s.",
            example="+49 511 123456",
        ),
    )
