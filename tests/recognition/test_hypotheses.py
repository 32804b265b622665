"""The best path through a row against all paths tried one by one."""

from itertools import combinations

import numpy as np
import pytest

from mnist_core.detection.regions import Region
from mnist_core.recognition.hypotheses import best_path, group


def block(left, width=20, height=40):
    return Region((left, 0, left + width, height), np.ones((height, width), np.float32))


def all_paths(hypotheses, length):
    for count in range(1, length + 1):
        for chosen in combinations(range(len(hypotheses)), count):
            parts = sorted((hypotheses[i].start, hypotheses[i].stop) for i in chosen)
            edges = [0] + [stop for _, stop in parts]
            if edges[-1] == length and all(edges[i] == start for i, (start, _) in enumerate(parts)):
                yield chosen


@pytest.mark.parametrize("seed", range(5))
def test_best_path_is_the_best_of_all(seed):
    hypotheses = group([block(22 * i) for i in range(4)], longest=3, reach=0.3)
    scores = np.random.default_rng(seed).normal(size=len(hypotheses))
    expected = max(sum(scores[i] for i in path) for path in all_paths(hypotheses, 4))
    path = best_path(hypotheses, scores)
    assert sum(scores[i] for i in path) == pytest.approx(expected)
    assert [hypotheses[i].start for i in path] == sorted(hypotheses[i].start for i in path)


def test_far_neighbours_are_never_one_digit():
    row = [block(0), block(25), block(90)]
    runs = {(each.start, each.stop) for each in group(row, longest=3, reach=0.3)}
    assert runs == {(0, 1), (1, 2), (2, 3), (0, 2)}


def test_each_region_alone_is_a_hypothesis():
    row = [block(60 * i, width=55) for i in range(5)]
    assert len(group(row, longest=3, reach=0.3)) == 5


def test_a_gap_costs_more_where_signs_may_stand_beside_digits():
    pair, row = [block(0), block(25)], [block(0), block(25), block(60)]
    alone, in_row = (
        next(each.geometry for each in group(regions, longest=2, reach=0.3) if each.stop - each.start == 2)
        for regions in (pair, row)
    )
    assert in_row < alone < 0


def test_strokes_above_each_other_cost_nothing():
    upper = Region((0, 0, 20, 10), np.ones((10, 20), np.float32))
    lower = Region((2, 14, 20, 40), np.ones((26, 18), np.float32))
    joined = group([upper, lower], longest=2, reach=0.3)[-2]
    assert (joined.start, joined.stop, joined.geometry) == (0, 2, 0)
