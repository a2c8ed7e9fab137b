"""Draws sheets and says which glyphs no font holds: a program of its own, so that its memory goes back when it ends.

Run by path, isolated, without the rest of eventnet: a job as JSON comes in by stdin, bytes go out by stdout. Nothing
is written to a disk. Names reach typst as values, never as its markup.
"""

import json
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from typing import Any

BARE = {*range(0x00, 0x21), 0xA0, 0xAD, *range(0x200B, 0x2010), *range(0xFE00, 0xFE10), *range(0x2066, 0x206A), 0xFEFF}
DARK = re.compile(rb"\0+")


def main() -> None:
    job = json.load(sys.stdin)
    done = missing(job) if job["do"] == "missing" else draw(job)
    sys.stdout.buffer.write(done)


def draw(job: dict[str, Any]) -> bytes:
    """PDF, or one page as PNG."""
    import typst

    for badge in job["job"]["badges"]:
        if badge:
            badge["qr"] = code(badge.pop("address"))
    values = {"job": json.dumps(job["job"])}
    compiler = typst.Compiler(job["template"], root=job["root"], font_paths=_fonts(job["root"]), sys_inputs=values)
    if job["do"] == "png":
        pages = compiler.compile(format="png", ppi=job["ppi"])
        found = pages[min(job["page"], len(pages) - 1)] if isinstance(pages, list) else pages
    else:
        found = compiler.compile(format="pdf", pdf_tags=False)
    assert isinstance(found, bytes)
    return found


def code(address: str) -> dict[str, Any]:
    """A QR code, error correction Q: how many modules wide it is, and its dark runs as one SVG path without margins."""
    import zxingcpp

    image = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="Q").to_image(
        scale=1, add_quiet_zones=False
    )
    size, pixels = image.shape[0], memoryview(image).tobytes()  # type: ignore[arg-type]
    runs = (run for y in range(size) for run in _runs(pixels[y * size : (y + 1) * size], y))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{"".join(runs)}"/></svg>'
    return {"size": size, "svg": svg}


def _runs(row: bytes, y: int) -> Iterator[str]:
    for run in DARK.finditer(row):
        width = run.end() - run.start()
        yield f"M{run.start()} {y}h{width}v1h-{width}z"


def missing(job: dict[str, Any]) -> bytes:
    """Those of the characters `of` that no font here holds, as JSON."""
    wanted = {ord(character) for character in job["of"]} - BARE
    for font in _fonts(job["root"]).fonts():
        if not wanted:
            break
        if font.path:
            wanted -= held(font.path, font.index, wanted)
    return json.dumps("".join(map(chr, sorted(wanted)))).encode()


def _fonts(root: str) -> Any:
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[root])


def held(path: str, index: int, wanted: Iterable[int]) -> set[int]:
    """Which of these code points the font has a glyph for, by its `cmap` (OpenType 1.9, formats 4 and 12)."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        return {point for table in _cmaps(data, index) for point in wanted if table(point)}
    except (OSError, struct.error, IndexError):  # a broken font on this machine holds nothing
        return set()


def _cmaps(data: bytes, index: int) -> Iterator[Any]:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    for number in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            for entry in range(struct.unpack_from(">H", data, offset + 2)[0]):
                yield from _cmap(data, offset + struct.unpack_from(">I", data, offset + 8 + 8 * entry)[0])


def _cmap(data: bytes, at: int) -> Iterator[Any]:
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 12:
        groups = list(
            struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * struct.unpack_from(">I", data, at + 12)[0]])
        )
        yield lambda point: any(first <= point <= last for first, last, _glyph in groups)
    elif kind == 4:
        yield lambda point: _in_segments(data, at, point)


def _in_segments(data: bytes, at: int, point: int) -> bool:
    double = struct.unpack_from(">H", data, at + 6)[0]
    for end in range(at + 14, at + 14 + double, 2):
        start = end + double + 2
        first, last = struct.unpack_from(">H", data, start)[0], struct.unpack_from(">H", data, end)[0]
        if first <= point <= last:
            delta, shift = (struct.unpack_from(">H", data, start + step * double)[0] for step in (1, 2))
            place = start + 2 * double + shift + 2 * (point - first)
            glyph = struct.unpack_from(">H", data, place)[0] if shift else point
            return bool((glyph + delta) & 0xFFFF) if glyph else False
    return False


if __name__ == "__main__":
    main()
