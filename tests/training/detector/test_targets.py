"""What the detector is to say of a scene, against what was written there."""

import numpy as np
import pytest

from mnist_core.detection.outputs import LARGEST, OFFSET_UNIT, SMALLEST
from mnist_core.training.detector import targets
from mnist_core.training.detector.targets import make_target
from mnist_core.training.scenes import Canvas


def canvas_with(size, left=30, top=20, value=7):
    canvas = Canvas.blank(96, 160)
    canvas.write(np.ones((size, size // 2), np.float32), left, top, value)
    return canvas


def test_ink_points_to_its_centre():
    where, what = make_target(canvas_with(30))
    own = where[..., targets.INK] == 1
    assert own.sum() == 30 * 15
    assert (what[own, targets.CLASS] == 7).all()
    assert (what[~own, targets.CLASS] == -1).all()
    y, x = np.nonzero(own)
    aims = np.stack([x, y], 1) + what[own, targets.OFFSET].astype(float) * OFFSET_UNIT
    np.testing.assert_allclose(aims, np.full_like(aims, (37, 34.5)), atol=0.1)
    [[row, column]] = np.argwhere(where[..., targets.HEAT] > targets.PEAK)
    assert abs(row - 34.5) <= 0.5
    assert column == 37


@pytest.mark.parametrize("size", [8, 90])
def test_what_is_too_small_or_too_large_is_neither_found_nor_paper(size):
    where, what = make_target(canvas_with(size, top=3))
    assert not where[..., targets.HEAT].any()
    assert (what[..., targets.CLASS] == -1).all()
    assert (where[..., targets.INK_WEIGHT] == 0).sum() == size * (size // 2)
    assert where[..., targets.CLOSER].any() == (size < SMALLEST)


def test_a_digit_that_the_edge_cuts_is_not_asked_for():
    where, _ = make_target(canvas_with(30, left=-8))
    assert not where[..., targets.HEAT].any()
    assert (where[..., targets.INK_WEIGHT] == 0).any()


@pytest.mark.parametrize("size", [int(SMALLEST), int(LARGEST) + 4])
def test_sizes_near_the_limits_may_be_found_or_not(size):
    where, _ = make_target(canvas_with(size))
    assert (where[20 : 20 + size, 30 : 30 + size // 2, targets.HEAT_WEIGHT] == 0).all()
    assert where[0, 0, targets.HEAT_WEIGHT] == 1
