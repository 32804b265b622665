"""What the detector is to say of a scene."""

from __future__ import annotations

import numpy as np

from mnist_core.detection.outputs import LARGEST, OFFSET_UNIT, SMALLEST
from mnist_core.training.scenes import Canvas
from mnist_core.training.scenes.canvas import Placed

# The channels of the target for "where": ink, its weight, heat, its weight, whether a closer look is needed.
INK, INK_WEIGHT, HEAT, HEAT_WEIGHT, CLOSER = range(5)
# Those for "what": the class of the ink, or -1 where there is none, and x and y to the centre.
CLASS, OFFSET = 0, slice(1, 3)

PEAK = 0.995  # heat above this is a centre
UNSURE = 1.12  # sizes this near to the smallest and the largest may be found or not
SEEN, HARDLY_SEEN = 0.8, 0.5  # of a digit's ink is in view
TINY, SMALL = 1.8, 15.0  # pixels: sizes between these ask for a closer look
WIDTH = 0.09  # of the size: the standard deviation of a peak of heat
NARROWEST = 1.5  # pixels


def make_target(canvas: Canvas) -> tuple[np.ndarray, np.ndarray]:
    """Return the targets for a scene, float16: for "where" (h, w, 5), for "what" (h, w, 3)."""
    height, width = canvas.shape
    where, what = np.zeros((height, width, 5), np.float16), np.zeros((height, width, 3), np.float16)
    where[..., [INK_WEIGHT, HEAT_WEIGHT]] = 1
    what[..., CLASS] = -1
    y, x = np.indices(canvas.shape, np.float32)
    for number, placed in enumerate(canvas.placed, 1):
        own = canvas.owner == number
        if not own.any():
            continue
        left, top, right, bottom = np.maximum(placed.box, 0)
        if _is_read(placed):
            middle = _middle(placed)
            where[own, INK] = 1
            what[own, CLASS] = placed.value
            what[own, OFFSET] = (middle - np.stack([x[own], y[own]], 1)) / OFFSET_UNIT
            _add_peak(where[..., HEAT], middle, max(NARROWEST, WIDTH * placed.size))
        else:
            where[own, INK_WEIGHT] = 0
            if _may_be_read(placed):
                where[top:bottom, left:right, HEAT_WEIGHT] = 0
        if TINY <= placed.size < SMALL:
            where[top:bottom, left:right, CLOSER] = 1
    return where, what


def _is_read(placed: Placed) -> bool:
    return SMALLEST <= placed.size <= LARGEST and placed.seen >= SEEN


def _may_be_read(placed: Placed) -> bool:
    in_size = SMALLEST / UNSURE <= placed.size <= LARGEST * UNSURE
    return in_size and placed.seen >= HARDLY_SEEN


def _middle(placed: Placed) -> np.ndarray:
    left, top, right, bottom = placed.box
    return np.array([(left + right - 1) / 2, (top + bottom - 1) / 2], np.float32)


def _add_peak(heat: np.ndarray, middle: np.ndarray, deviation: float) -> None:
    """Raise `heat` to a peak of 1 at the pixel nearest to the middle."""
    column, row = np.round(middle).astype(int)
    reach = int(3 * deviation) + 1
    rows = np.arange(max(row - reach, 0), min(row + reach + 1, heat.shape[0]))
    columns = np.arange(max(column - reach, 0), min(column + reach + 1, heat.shape[1]))
    if not len(rows) or not len(columns):
        return
    far = (rows[:, None] - row) ** 2 + (columns - column) ** 2
    place = heat[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    np.maximum(place, np.exp(-far / (2 * deviation**2)), out=place, casting="same_kind")
