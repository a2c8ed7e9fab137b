"""What may go wrong between here and a pretix server, and the words for it."""

from flask_babel import gettext as _

LASTING = frozenset({"token-refused", "not-found", "forbidden-address"})  # asking again does not mend these


class Trouble(Exception):
    """`again_in`: seconds after which pretix wants to be asked again, where it said so."""

    def __init__(self, code: str, again_in: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.again_in = again_in

    @property
    def is_passing(self) -> bool:
        """Worth another try in a moment."""
        return self.code in {"down", "busy"}


def words_of(code: str) -> str:
    """What happened and what to do."""
    return {
        "token-refused": _("pretix refuses the token. Make a new one there that may view orders, and paste it here."),
        "not-found": _("pretix knows no such organiser or event. Compare both with the address of the event there."),
        "down": _("The server does not answer. eventnet asks again by itself."),
        "busy": _("pretix asked us to wait. eventnet goes on by itself."),
        "certificate": _("The server's certificate is not valid. Ask whoever runs it."),
        "forbidden-address": _("This address is inside a private network, where eventnet does not look around."),
        "redirected": _("The server sends us to another address. Enter the one where pretix really is."),
        "junk": _("What answers there is not pretix, or a version that we cannot read. Nothing was changed."),
        "too-large": _("The answer was larger than any list. Nothing was changed."),
        "refused": _("The list could not be taken over."),
    }[code]
