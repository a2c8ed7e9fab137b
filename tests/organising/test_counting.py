"""Small numbers are withheld, and what is shown beside them does not tell them: every small world is tried."""

from collections import defaultdict
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventnet.organising.numbers.counting import (
    FEW,
    LEAST,
    MOST_PAIRS_OF_FEW,
    Count,
    Share,
    Tally,
    settled,
    split,
    tabulated,
)

FEW_NUMBERS = set(range(LEAST))


@pytest.fixture(autouse=True)
def _words_need_an_app(app) -> None:
    """Words of a count are in somebody's language."""


def test_a_number_below_five_has_no_value() -> None:
    for number in range(LEAST):
        with pytest.raises(AssertionError):
            Count(number)


def test_nought_and_four_are_the_same_words() -> None:
    assert {str(Count.of(number)) for number in range(LEAST)} == {"fewer than 5"}
    assert {str(Count.listed(number)) for number in range(LEAST)} == {"fewer than 5"}


def test_acts_are_rounded_down_to_fives() -> None:
    assert [str(Count.of(number)) for number in (5, 9, 10, 1243)] == ["5", "5", "10", "1,240"]


def test_many_acts_of_four_people_are_few() -> None:
    assert Count.of(MOST_PAIRS_OF_FEW, people=4) is FEW
    assert Count.of(4, people=8) is FEW


def test_what_the_office_sees_by_name_is_exact() -> None:
    assert str(Count.listed(37)) == "37"


def test_a_share_of_what_is_not_shown_is_not_told() -> None:
    assert str(Share(FEW, Count(100))) == str(Share(Count(50), FEW)) == "too few to say"
    assert str(Share(Count(50), Count(200))) == "25 %"


def people(*numbers: int) -> list[Tally]:
    return [Tally(number, number) for number in numbers]


@pytest.mark.parametrize("cells", [2, 3])
def test_a_table_leaves_every_few_cell_anything_from_nought_to_four(cells: int) -> None:
    """Whoever knows how it is made, and tries all worlds that look like this one, cannot say which it is."""
    worlds, most = defaultdict(list), 30 if cells == 2 else 19
    for numbers in product(range(most), repeat=cells):
        total, parts = tabulated(people(*numbers), *people(sum(numbers)))
        worlds[str(total), *map(str, parts)].append(numbers)
    for shown, alike in worlds.items():
        for at, words in enumerate(shown[1:]):
            edge = sum(max(numbers) for numbers in zip(*alike, strict=True)) >= (cells * 11)
            if words == str(FEW) and not edge:
                assert {numbers[at] for numbers in alike} >= FEW_NUMBERS, (shown, alike[:9])


@settings(max_examples=200)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=40), st.integers(0, 5))
def test_a_large_table_leaves_every_few_cell_nought(numbers: list[int], outside: int) -> None:
    """The others can be as large as they may be, and reach the total without it."""
    total, parts = tabulated(people(*numbers), *people(sum(numbers) + outside))
    most = [part.drawn + 4 if part else 4 for part in parts]
    for at, part in enumerate(parts):
        if part is FEW:
            assert total.drawn <= sum(most) - most[at]


def test_a_total_is_hardly_lower_than_what_was_counted() -> None:
    total, parts = tabulated(people(33, 41, 2, 27, 0), *people(103))
    assert (total.shown, [part.shown for part in parts]) == (100, [30, 40, None, 25, None])


@pytest.mark.parametrize("whole", range(31))
def test_of_two_parts_of_a_known_number_neither_tells_a_few(whole: int) -> None:
    alike = defaultdict(set)
    for part in range(whole + 1):
        alike[tuple(map(str, split(whole, part)))].add(part)
    for (part_words, rest_words), parts in alike.items():
        if part_words == str(FEW):
            assert parts == FEW_NUMBERS
        if rest_words == str(FEW):
            assert {whole - part for part in parts} == FEW_NUMBERS
        if any(min(part, whole - part) < LEAST for part in parts):
            assert len(parts) >= min(LEAST, whole + 1)


@given(st.integers(9, 400), st.data())
def test_what_is_shown_of_two_parts_is_never_more_than_there_is(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    seen, rest = split(whole, part)
    if part >= LEAST:
        assert seen.drawn <= part or whole - part < LEAST
    if whole - part >= LEAST:
        assert rest.drawn <= whole - part or part < LEAST


@given(st.lists(st.integers(0, 9), max_size=40), st.sampled_from([LEAST, MOST_PAIRS_OF_FEW + 1]))
def test_a_total_moves_on_by_people_enough_or_not_at_all(steps: list[int], least: int) -> None:
    seen = [settled(steps[:end], least) for end in range(len(steps) + 1)]
    assert all(later == before or later - before >= least for before, later in pairwise(seen))
    assert sum(steps) - seen[-1] < least
