"""What is printed: one line a figure, ours beside the limit, and whether a target was met."""

from tests.bench.beside import LIMIT, OURS, Measured

HEAD = f"{'':12} {'conn.':>5} {'ours/s':>8} {'limit/s':>8} {'ratio':>6}   {'p95 ms':>15} {'p99 ms':>15}   target"


def title(words: str) -> None:
    print(f"\n{words}", flush=True)


def table(measured: list[Measured], target: float | None = None) -> None:
    """Percentiles are ours / the limit's; the target is for 8 connections."""
    for one in measured:
        marked = f"ratio >= {target}: {verdict(one.ratio >= target)}" if target and one.connections == 8 else ""
        print(
            f"{one.name:12} {one.connections:5} {one.rate(OURS):8.0f} {one.rate(LIMIT):8.0f} {one.ratio:6.2f}   "
            f"{_both(one, 95):>15} {_both(one, 99):>15}   {marked}",
            flush=True,
        )


def for_the_readme(found: dict[str, list[list[Measured]]]) -> None:
    """Markdown: what came out at 8 connections, a column pair a database."""
    title("| 8 connections | " + " | ".join(f"{kind}, a second | of the limit | p95" for kind in found) + " |")
    print("|---" + "|---:|---:|---:" * len(found) + "|")
    for pairs in zip(*found.values(), strict=True):
        eights = [next(one for one in pair if one.connections == 8) for pair in pairs]
        cells = [f"{one.rate(OURS):.0f} | {one.ratio:.2f} | {one.percentile(OURS, 95):.0f} ms" for one in eights]
        print(f"| {eights[0].name} | " + " | ".join(cells) + " |", flush=True)


def figure(name: str, words: str, met: bool | None = None) -> None:
    print(f"{name:32} {words}{'' if met is None else ': ' + verdict(met)}", flush=True)


def verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def _both(one: Measured, percent: float) -> str:
    return f"{one.percentile(OURS, percent):.1f} / {one.percentile(LIMIT, percent):.1f}"
