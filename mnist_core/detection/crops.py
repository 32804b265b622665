"""Crops: a picture cut off right at its digit gets a margin of paper."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.io.reduction import along_widest, halved

SIDE = 96  # pixels, about: shapes are seen in a small picture
MARGIN = 0.2  # of the picture's longer side
NEAR = 0.04  # of a side: ink that comes so near to it touches it
MOST_AT_FRAME = 0.5  # of the frame is ink; the rest is paper
SEPARATE = 0.8  # of the variance is between ink and paper: light and shadow are not so distinct
ALONE = 0.9  # of the ink is in one piece
THINNER = 0.3  # times a stroke's width: a line that is none
THINNEST, THICKEST = 0.04, 0.3  # of the picture's longer side: a stroke's width


def with_margin(picture: np.ndarray) -> tuple[np.ndarray, int]:
    """Return `picture` (h, w, 3) uint8 in a margin of paper if it is cut off at its digit; and its width.

    Without it ink and paper look alike, and a stroke along the frame looks like the edge of a shadow.
    """
    small = halved(picture, SIDE)
    values = along_widest(small)
    light = cv2.threshold(values, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    if _separability(values, light) < SEPARATE:
        return picture, 0
    for ink in (1 - light, light):
        if _is_cut_out(ink):
            margin = round(MARGIN * max(picture.shape[:2]))
            paper = np.median(small[ink == 0], axis=0).tolist()
            return cv2.copyMakeBorder(picture, *[margin] * 4, cv2.BORDER_CONSTANT, value=paper), margin
    return picture, 0


def _separability(values: np.ndarray, light: np.ndarray) -> float:
    """Return how much of the variance of `values` (h, w) is between the light and the dark (Otsu, 1979)."""
    share = light.mean()
    apart = values[light > 0].mean() - values[light == 0].mean() if 0 < share < 1 else 0.0
    return float(share * (1 - share) * apart**2 / max(values.var(), 1e-9))


def _is_cut_out(ink: np.ndarray) -> bool:
    """Whether the ink (h, w) may be one digit's that reaches from side to side of the picture."""
    frame = np.concatenate([ink[0], ink[-1], ink[:, 0], ink[:, -1]])
    if not 0 < frame.mean() <= MOST_AT_FRAME:
        return False
    height, width = ink.shape
    stroke = 2 * cv2.distanceTransform(np.pad(ink, 1), cv2.DIST_L2, 3).max()
    if not THINNEST <= stroke / max(height, width) <= THICKEST:
        return False
    # The lines of squared paper, and folds, reach as far, but are thinner than a digit's strokes.
    side = max(1, round(THINNER * stroke))
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(strokes)
    areas = stats[1:, cv2.CC_STAT_AREA]
    left, top, wide, tall, area = stats[1 + areas.argmax()]
    near_x, near_y = NEAR * width, NEAR * height
    reaches_across = left <= near_x and left + wide >= width - near_x
    reaches_down = top <= near_y and top + tall >= height - near_y
    return bool((reaches_across or reaches_down) and area >= ALONE * areas.sum())
