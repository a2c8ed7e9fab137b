"""Ours beside its limit: the same server, the same database, one after the other, round by round."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from tests.bench.load import Sample, closed_loop
from tests.bench.world import Supply

CONNECTIONS = (1, 8, 32)
OURS, LIMIT = 0, 1


@dataclass
class Side:
    """One of the two: where it runs, what is sent, what must come back."""

    port: int
    supply: Supply
    status: int
    take: Callable[[Sample], None] = lambda _sample: None

    def run(self, connections: int, seconds: float, most: int) -> Sample:
        sample = closed_loop(self.port, self.supply.fill(most), connections, seconds)
        sample.expect(self.status)
        self.take(sample)
        return sample


@dataclass
class Measured:
    """All rounds of one pair at one number of connections."""

    name: str
    connections: int
    rounds: list[tuple[Sample, Sample]] = field(default_factory=list)

    def rate(self, side: int) -> float:
        return median(samples[side].rate for samples in self.rounds)

    def percentile(self, side: int, percent: float) -> float:
        return median(samples[side].percentile(percent) for samples in self.rounds)

    @property
    def ratio(self) -> float:
        """The median of the rounds' own ratios: what disturbs a round disturbs both."""
        return median(ours.rate / limit.rate for ours, limit in self.rounds)


def measure(
    name: str,
    ours: Side,
    limit: Side,
    rounds: int,
    seconds: float,
    most: int,
    connections: tuple[int, ...] = CONNECTIONS,
) -> list[Measured]:
    """`most` is how many requests a second are made beforehand."""
    found = []
    for number in connections:
        one = Measured(name, number)
        for side in (ours, limit):  # its statements and templates are compiled, its connections are there
            side.run(number, seconds / 4, int(most * seconds))
        for round_ in range(rounds):
            order = (OURS, LIMIT) if round_ % 2 == 0 else (LIMIT, OURS)
            samples = {side: (ours, limit)[side].run(number, seconds, int(most * seconds)) for side in order}
            one.rounds.append((samples[OURS], samples[LIMIT]))
        found.append(one)
    return found
