"""Which sheets there are and where the badges stand on them; millimetres throughout."""

from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct
from msgspec.structs import replace

A4, A6, LETTER = (210.0, 297.0), (105.0, 148.0), (215.9, 279.4)
PAPERS = {"a4": A4, "letter": LETTER}
CODE = 25.0  # the least width of a badge code
SLACK = 0.05


class Sheet(Struct, frozen=True):
    """`columns` x `rows` badges of `size` on `paper`, the first one `left` and `top` from the corner, `gap` apart."""

    paper: tuple[float, float]
    size: tuple[float, float]
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    gap: tuple[float, float] = (0, 0)
    kind: str = "cut"  # one (a page is a badge), cut, label, folded

    @property
    def number(self) -> int:
        return self.columns * self.rows

    @property
    def fits(self) -> bool:
        """The badges stand on the paper and each has room for its code, its handle and a name."""
        return self._is_on_paper and ((self.size[0] >= 60 and self.size[1] >= 37) or self.is_upright)

    @property
    def is_upright(self) -> bool:
        return self.size[1] > self.size[0] >= 55 and self.size[1] >= 85

    @property
    def _is_on_paper(self) -> bool:
        counts, starts = (self.columns, self.rows), (self.left, self.top)
        ends = (
            start + count * (size + gap) - gap
            for start, count, size, gap in zip(starts, counts, self.size, self.gap, strict=True)
        )
        return all(end <= paper + SLACK for end, paper in zip(ends, self.paper, strict=True))

    @property
    def single(self) -> "Sheet":
        """One badge on paper of its own size, for a desk that prints one at a time."""
        if self.kind in ("one", "folded"):
            return self
        return replace(self, paper=self.size, columns=1, rows=1, left=0, top=0, gap=(0, 0), kind="one")

    @property
    def as_json(self) -> dict[str, Any]:
        return {
            "paper": self.paper, "size": self.size, "columns": self.columns, "rows": self.rows,
            "left": self.left, "top": self.top, "gap": self.gap, "kind": self.kind,
        }  # fmt: skip


SHEETS = {
    "a6": Sheet(A6, A6, kind="one"),
    "card": Sheet(A4, (85, 55), 2, 5, 20, 11),
    "large": Sheet(A4, (90, 60), 2, 4, 15, 28.5),
    "folded": Sheet(A4, (105, 148.5), kind="folded"),
    "l7165": Sheet(A4, (99.1, 67.7), 2, 4, 4.65, 13.1, (2.5, 0), "label"),
    "3661": Sheet(A4, (70, 67.7), 3, 4, 0, 13.1, (0, 0), "label"),
    "l7160": Sheet(A4, (63.5, 38.1), 3, 7, 7.2, 15.15, (2.54, 0), "label"),
    "l7163": Sheet(A4, (99.1, 38.1), 2, 7, 4.65, 15.15, (2.5, 0), "label"),
    "5395": Sheet(LETTER, (85.73, 59.27), 2, 4, 17.46, 14.82, (9.52, 4.23), "label"),
}
SHEET_WORDS = {
    "a6": _l("A6 for a lanyard, 105 × 148 mm, one a page"),
    "card": _l("Card, 85 × 55 mm, ten on A4"),
    "large": _l("Large card, 90 × 60 mm, eight on A4"),
    "folded": _l("A4 folded to A6, with the programme inside"),
    "l7165": _l("Labels 99.1 × 67.7 mm, eight (such as L7165, L7993)"),
    "3661": _l("Labels 70 × 67.7 mm, twelve (such as 3661)"),
    "l7160": _l("Labels 63.5 × 38.1 mm, twenty-one (such as L7160)"),
    "l7163": _l("Labels 99.1 × 38.1 mm, fourteen (such as L7163)"),
    "5395": _l("Labels 86 × 59 mm on Letter, eight (such as 5395)"),
    "own": _l("Own measures, as below"),
}
