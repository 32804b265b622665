"""What is fainter than the ink and touches it: shadows, and strokes of another pen."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.detection.strength import CERTAIN, FAINT, FULL, POSSIBLE

WIDER = 2  # times a stroke's width: what is faint and wider is a shadow
FADES = 4  # stroke widths: so far a stroke may be faint
RIM = 2  # pixels: the soft edge of a stroke, at least
RESOLVED = 4.0  # pixels: narrower strokes are faint wherever they are narrower than a pixel


def without_shadows(strength: np.ndarray, width: float) -> np.ndarray:
    """Return the strength (h, w) without what is faint and wider than strokes of `width` pixels.

    That is the shadow of a hand, or a highlighter's stripe, which would join with the ink that it touches.
    """
    faint = cv2.inRange(strength, POSSIBLE + 1, FAINT)
    side = round(WIDER * width)
    if side < 3 or cv2.countNonZero(faint) < side**2:
        return strength
    left, top, *sides = cv2.boundingRect(faint)
    square = np.ones((side, side), np.uint8)
    window = np.s_[max(0, top - side) : top + sides[1] + side, max(0, left - side) : left + sides[0] + side]
    middles = np.zeros_like(faint)
    middles[window] = cv2.erode(faint[window], square)
    if not cv2.countNonZero(middles):
        return strength
    wide = cv2.dilate(middles, square, iterations=2)  # and their rims
    return cv2.subtract(strength, cv2.bitwise_and(faint, wide))


def without_other_pens(strength: np.ndarray, width: float) -> np.ndarray:
    """Return the strength (h, w) without the long faint strokes that touch its ink, `width` pixels wide.

    A stroke that fades is faint for a short way; the rest is of another pen: what shows through from the
    back of the sheet or was rubbed out, a watermark, the ring of a cup.
    """
    if width < RESOLVED:
        return strength
    step = max(1, int(width / (2 * RESOLVED)))
    small = np.ascontiguousarray(strength[::step, ::step])
    rim = 2 * max(RIM, round(width / step / 4)) + 1
    certain = cv2.threshold(small, CERTAIN, FULL, cv2.THRESH_BINARY)[1]
    near = cv2.dilate(certain, np.ones((rim, rim), np.uint8))
    far = cv2.subtract(cv2.inRange(small, POSSIBLE + 1, CERTAIN), near)
    if cv2.countNonZero(far) < FADES * width / step:
        return strength
    _, labels, stats, _ = cv2.connectedComponentsWithStats(far)
    is_long = stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(1) > FADES * width / step
    is_long[0] = False
    long = cv2.dilate(is_long[labels].view(np.uint8), np.ones((3, 3), np.uint8))
    long = long.repeat(step, 0).repeat(step, 1)[: strength.shape[0], : strength.shape[1]]
    return np.where((long > 0) & (strength <= CERTAIN), 0, strength)
