"""What boxes share, against areas counted on a grid."""

import numpy as np
import pytest

from mnist_core.detection.boxes import intersection_over_union, share_of_smaller

SOME = np.array([(0, 0, 10, 10), (5, 5, 15, 25), (40, 40, 50, 50)], float)
OTHERS = np.array([(0, 0, 10, 10), (2, 2, 4, 9), (9, 9, 30, 30), (10, 0, 20, 10)], float)


def covered(box):
    grid = np.zeros((60, 60), bool)
    left, top, right, bottom = box.astype(int)
    grid[top:bottom, left:right] = True
    return grid


@pytest.mark.parametrize("one", SOME)
@pytest.mark.parametrize("other", OTHERS)
def test_shares_are_those_of_the_pixels(one, other):
    a, b = covered(one), covered(other)
    [[share]], [[union]] = (
        share_of_smaller(one[None], other[None]),
        intersection_over_union(one[None], other[None]),
    )
    assert share == pytest.approx((a & b).sum() / min(a.sum(), b.sum()))
    assert union == pytest.approx((a & b).sum() / (a | b).sum())


def test_all_are_compared_with_all():
    assert share_of_smaller(SOME, OTHERS).shape == (3, 4)
    assert intersection_over_union(SOME, np.zeros((0, 4))).shape == (3, 0)


def test_an_empty_box_shares_nothing():
    assert share_of_smaller(np.zeros((1, 4)), SOME).tolist() == [[0, 0, 0]]
