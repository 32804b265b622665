"""How wide the strokes of some ink are, and how evenly."""

from __future__ import annotations

import cv2
import numpy as np


def stroke_width(mask: np.ndarray) -> float:
    """Return the mean width in pixels of the strokes in `mask` (h, w); 0.0 where it is empty.

    Across a ribbon of width w the distance to the nearest pixel outside runs from 1 to w / 2 and back,
    so its mean is (w + 2) / 4.
    """
    distances = _distances(mask)
    area = cv2.countNonZero(distances)
    return max(1.0, 4 * cv2.sumElems(distances)[0] / area - 2) if area else 0.0


def width_variation(mask: np.ndarray) -> float:
    """Return the standard deviation of the stroke width along the strokes over its mean; 0.0 if empty.

    A pen's stroke has nearly one width; a leaf, a face or a page's edge has not (Epshtein, Ofek and
    Wexler, Detecting text in natural scenes with stroke width transform, 2010).
    """
    distances = _distances(mask)
    ridge = distances[(distances > 0) & (distances >= cv2.dilate(distances, np.ones((3, 3))))]
    return float(ridge.std() / ridge.mean()) if len(ridge) else 0.0


def _distances(mask: np.ndarray) -> np.ndarray:
    """Return the distances to the nearest pixel outside, in the box around what is in the mask."""
    inside = mask.view(np.uint8)
    left, top, width, height = cv2.boundingRect(inside)
    width, height = max(width, 1), max(height, 1)
    framed = np.pad(inside[top : top + height, left : left + width], 1)
    return cv2.distanceTransform(framed, cv2.DIST_L2, 3)[1:-1, 1:-1]
