"""How wide the strokes of some ink are."""

from __future__ import annotations

import cv2
import numpy as np


def stroke_width(mask: np.ndarray) -> float:
    """Return the mean width in pixels of the strokes in `mask` (h, w); 0.0 where it is empty.

    Across a ribbon of width w the distance to the outside runs from 1 to w / 2 and back, so its mean is
    (w + 2) / 4.
    """
    distances = _distances(mask)
    area = cv2.countNonZero(distances)
    return max(1.0, 4 * cv2.sumElems(distances)[0] / area - 2) if area else 0.0


def _distances(mask: np.ndarray) -> np.ndarray:
    """Return the distances to the nearest pixel outside, in the box around what is in the mask."""
    inside = mask.view(np.uint8)
    left, top, width, height = cv2.boundingRect(inside)
    width, height = max(width, 1), max(height, 1)
    inside = inside[top : top + height, left : left + width]
    framed = cv2.copyMakeBorder(inside, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    return cv2.distanceTransform(framed, cv2.DIST_L2, 3)[1:-1, 1:-1]
