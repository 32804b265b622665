"""The canvas knows whose ink is where."""

import numpy as np
import pytest

from mnist_core.training.scenes import Canvas
from mnist_core.training.scenes.canvas import drawn


def bar(height=20, width=6):
    return np.ones((height, width), np.float32)


def test_what_is_written_is_noted_with_its_place_and_value():
    canvas = Canvas.blank(60, 80)
    canvas.write(bar(), 10, 5, 7)
    canvas.write(bar(), 30, 5, 1)
    assert [(placed.value, placed.box, placed.seen) for placed in canvas.placed] == [
        (7, (10, 5, 16, 25), 1.0),
        (1, (30, 5, 36, 25), 1.0),
    ]
    assert (canvas.owner == 1).sum() == (canvas.owner == 2).sum() == 120
    np.testing.assert_array_equal(canvas.ink > 0, canvas.owner > 0)


def test_what_hangs_over_the_edge_is_seen_in_part():
    canvas = Canvas.blank(60, 80)
    canvas.write(bar(), -3, 5, 7)
    assert canvas.placed[0].seen == pytest.approx(0.5)
    assert canvas.placed[0].box == (-3, 5, 3, 25)
    canvas.write(bar(), 200, 5, 7)
    assert len(canvas.placed) == 1


def test_marks_belong_to_no_digit_and_take_nothing_from_one():
    canvas = Canvas.blank(60, 80)
    canvas.write(bar(), 10, 5, 7)
    canvas.lines([np.array([(0, 15), (80, 15)])], 3)
    assert (canvas.owner == 1).sum() == 120
    assert canvas.ink[15, 60] > 0.5
    assert canvas.owner[15, 60] == 0


def test_what_is_hidden_is_no_longer_seen():
    canvas = Canvas.blank(60, 80)
    canvas.write(bar(), 10, 5, 7)
    canvas.write(bar(), 30, 5, 1)
    hidden = np.zeros(canvas.shape, bool)
    hidden[:10] = True
    canvas.hide(hidden)
    assert [placed.seen for placed in canvas.placed] == [0.75, 0.75]
    assert not canvas.ink[:10].any()


def test_free_is_what_no_digit_is_near():
    canvas = Canvas.blank(60, 80)
    canvas.write(bar(), 10, 5, 7)
    free = canvas.free(2)
    assert not free[5, 8:18].any()
    assert free[5, 7]
    assert free[5, 18]


def test_a_line_thinner_than_a_pixel_is_faint():
    line = [np.array([(0, 10), (30, 10)])]
    thick, thin = drawn((20, 30), line, 1), drawn((20, 30), line, 0.4)
    assert thin.max() == pytest.approx(0.4 * thick.max(), abs=0.01)
