"""A hall at its busiest: 350 scans a second arrive, whether or not the server keeps up."""

from statistics import median

from tests.bench import report
from tests.bench.beside import Side
from tests.bench.load import Sample, open_loop

RATE = 350
P95_MS, P99_MS = 5, 15


def arrive(side: Side, rounds: int, seconds: float, rate: int = RATE) -> list[Sample]:
    samples = []
    for _ in range(rounds):
        requests = list(side.supply.fill(int(rate * seconds)))
        sample = open_loop(side.port, requests[: int(rate * seconds)], rate)
        sample.expect(side.status)
        side.take(sample)
        samples.append(sample)
    return samples


def tell(ours: list[Sample], limit: list[Sample]) -> None:
    for percent, most in ((95, P95_MS), (99, P99_MS)):
        mine, bare = (median(one.percentile(percent) for one in each) for each in (ours, limit))
        words = f"{mine:.1f} ms (limit {bare:.1f} ms), target <= {most} ms"
        report.figure(f"{RATE} scans/s arriving, p{percent}", words, mine <= most)
