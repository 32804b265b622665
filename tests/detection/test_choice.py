"""What several looks show is kept once, from the look that is best."""

import numpy as np
import pytest

from mnist_core.detection.choice import choose

WHOLE, LEFT, RIGHT, FAR = (0, 0, 40, 20), (0, 0, 20, 20), (20, 0, 40, 20), (100, 0, 120, 20)


def test_nothing_is_chosen_from_nothing():
    assert choose([], [], []) == []


@pytest.mark.parametrize(("quality", "kept"), [((3, 1, 2), [0]), ((1, 3, 2), [1, 2])])
def test_a_look_that_divides_ink_and_one_that_does_not_are_not_mixed(quality, kept):
    assert choose([WHOLE, LEFT, RIGHT], [0, 1, 1], quality) == kept


def test_one_good_thing_does_not_carry_a_bad_one():
    assert choose([WHOLE, LEFT, RIGHT], [0, 1, 1], [5, 8, -9]) == [0]


def test_what_the_best_look_has_not_seen_comes_from_another():
    assert choose([LEFT, LEFT, RIGHT, FAR], [0, 1, 1, 0], [9, 1, 1, 1]) == [0, 2, 3]


def test_things_apart_are_each_taken_from_their_own_best_look():
    assert choose([LEFT, LEFT, FAR, FAR], [0, 1, 0, 1], [2, 1, 1, 2]) == [0, 3]


def test_they_come_in_reading_order_whatever_the_order_of_the_looks():
    boxes = [(50 * x, 60 * y, 50 * x + 30, 60 * y + 40) for y in range(3) for x in range(4)]
    order = np.random.default_rng(0).permutation(len(boxes))
    kept = choose([boxes[i] for i in order], list(range(len(boxes))), [1] * len(boxes))
    assert order[kept].tolist() == list(range(len(boxes)))
