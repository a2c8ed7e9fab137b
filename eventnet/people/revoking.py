"""A device is taken away from whoever has it: what it knew must be worth nothing any more, in any room."""

from collections.abc import Callable

from eventnet.clock import now
from eventnet.people.models import Device, Person

Renewer = Callable[[Person], None]
_renewers: list[Renewer] = []


def renewer(renew: Renewer) -> Renewer:
    """Register a room's `renew(person)`: change the secrets that a lost device of theirs has kept."""
    _renewers.append(renew)
    return renew


def revoke(*devices: Device) -> None:
    """Signed out on the server, and nothing that it kept proves anything; others fetch what is new by themselves."""
    for device in devices:
        device.ended_at = now()
    for person in {device.person for device in devices}:
        for renew in _renewers:
            renew(person)
