"""A ZIP that is written while it is read: no file of it, and no more than a piece of one, is in memory."""

import io
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from eventnet.clock import now

PIECE = 64 * 1024


class Outlet(io.RawIOBase):
    """Takes what is written and hands it on; there is no way back (zipfile then writes sizes behind each file)."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.waiting += data
        return len(data)

    def taken(self) -> bytes:
        data = bytes(self.waiting)
        self.waiting.clear()
        return data


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Pieces of one ZIP. A file of which nothing comes is left out."""
    outlet = Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        for name, chunks in files:
            yield from _written(archive, outlet, name, chunks)
    yield outlet.taken()


def _written(archive: ZipFile, outlet: Outlet, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    pieces = iter(chunks)
    first = next(pieces, None)
    if first is None:
        return
    entry = ZipInfo(name, now().timetuple()[:6])
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
    with archive.open(entry, "w") as file:
        file.write(first)
        for piece in pieces:
            file.write(piece)
            if len(outlet.waiting) > PIECE:
                yield outlet.taken()
    yield outlet.taken()
