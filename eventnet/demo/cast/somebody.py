"""One person of the demo world."""

from msgspec import Struct, field

from eventnet.demo.faces import Look


class Somebody(Struct, frozen=True):
    """One person as they would have typed their profile; `role` is theirs at the career day."""

    key: str
    name: str
    headline: str
    organisation: str
    role: str = "attendee"
    language: str = "en"
    pronouns: str = ""
    about: str = ""
    phone: str = ""
    speaks: tuple[str, ...] = ("en",)
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    look: Look | None = None
    was_at_evening: bool = False  # of the alumni, last month

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"
