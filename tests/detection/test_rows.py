"""Reading order on straight, slanted and curved rows, on columns and tables."""

import numpy as np
import pytest

from mnist_core.detection.rows import in_rows


def box(x, y, size=20):
    return (x, y, x + 0.6 * size, y + size)


@pytest.mark.parametrize(
    ("slope", "bend"), [(0, 0), (0.3, 0), (-0.3, 0), (0, 0.0006), (0.1, -0.0006)], ids=str
)
def test_rows_may_be_slanted_and_curved(slope, bend):
    places = [[(x, 40 * row + slope * x + bend * x * x) for x in range(0, 300, 25)] for row in range(3)]
    boxes = [box(*place) for row in places for place in row]
    order = np.random.default_rng(0).permutation(len(boxes))
    rows = in_rows([boxes[i] for i in order])
    assert [[int(order[i]) for i in row] for row in rows] == [[*range(i, i + 12)] for i in (0, 12, 24)]


def test_a_column_has_a_digit_in_each_row():
    assert in_rows([box(10, y) for y in (120, 0, 60)]) == [[1], [2], [0]]


def test_a_small_digit_beside_large_ones_is_of_their_row():
    assert in_rows([box(0, 0, 60), box(40, 35, 20), box(60, 0, 60)]) == [[0, 1, 2]]


def test_a_table_is_read_row_by_row():
    boxes = [box(x, y) for y in (0, 50, 100) for x in (0, 90, 180)]
    assert in_rows(boxes) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]


def test_nothing_has_no_rows():
    assert in_rows([]) == []
