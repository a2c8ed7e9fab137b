"""A code as a picture: QR (ISO/IEC 18004), error correction Q, as one SVG path."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any


@lru_cache(maxsize=64)  # posters and printed badges; a live code is another one in half a minute
def qr_svg(text: str, quiet_zone: int = 4, mask: int | None = None) -> str:
    """An `<svg>` without size, role or name: the template gives those. One unit is one module.

    Upper case addresses need a smaller picture. The quiet zone is in modules; readers expect 4. A fixed
    `mask` (0 to 7) is several times faster, for printing by the thousand; None takes the one that reads best.
    """
    matrix = _matrix(text, mask)
    size = len(matrix) + 2 * quiet_zone
    path = "".join(_runs(matrix, quiet_zone))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )


def _matrix(text: str, mask: int | None) -> list[list[bool | None]]:
    from qrcode.constants import ERROR_CORRECT_Q  # brings Pillow along: not before a code is drawn
    from qrcode.main import QRCode

    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=True)
    return code.modules


def _runs(matrix: list[list[bool | None]], offset: int) -> Iterator[str]:
    """Each run of dark modules in a row as one closed rectangle."""
    for y, row in enumerate(matrix, start=offset):
        x = offset
        for dark, modules in groupby(row):
            width = len(list(modules))
            if dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
