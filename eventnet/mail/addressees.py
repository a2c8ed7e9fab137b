"""Who can get a letter. Rooms above hand in their own rows; this room knows only these four words of them."""

from typing import Protocol

from msgspec import Struct


class Addressee(Protocol):
    """A Person, or an address that nobody has claimed."""

    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def language(self) -> str: ...


class Stranger(Struct, frozen=True):
    """An address without a person."""

    email: str
    language: str
    name: str = ""
    id: None = None
