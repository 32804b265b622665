"""How wide the strokes of some ink are, and how evenly."""

from __future__ import annotations

import cv2
import numpy as np

HOLLOW = 11.0  # times as long as wide: a longer hole is the inside of a stroke
BROADEST = 2.0  # times as wide as its inside an outline is at most


def stroke_width(mask: np.ndarray) -> float:
    """Return the mean width in pixels of the strokes in `mask` (h, w); 0.0 where it is empty."""
    return _mean_width(_distances(mask))


def stroke_variation(mask: np.ndarray) -> float:
    """Return how much the width of the strokes in `mask` (h, w) varies along them; 0.0 where it is empty.

    That is its standard deviation over its mean. A pen's stroke has nearly one width; a leaf, a face or a
    page's edge has not (Epshtein, Ofek and Wexler, Detecting text in natural scenes with stroke width
    transform, 2010).
    """
    distances = _distances(mask)
    ridge = distances[(distances > 0) & (distances >= cv2.dilate(distances, np.ones((3, 3))))]
    return float(ridge.std() / ridge.mean()) if len(ridge) else 0.0


def filled(strength: np.ndarray) -> np.ndarray:
    """Return the ink (h, w) float32 in 0..1 with what a pen only drew the outline of filled.

    That is a hole that is long for its width, as a loop never is, and not narrow beside what is around it.
    """
    ink = strength > 0.5
    paper = np.pad(~ink, 1, constant_values=True).view(np.uint8)
    count, labels = cv2.connectedComponents(paper, connectivity=4)
    areas = np.bincount(labels.ravel(), minlength=count)
    for number in 2 + np.flatnonzero(areas[2:] > HOLLOW):  # 0 is the ink, 1 what is around it
        hole = (labels == number)[1:-1, 1:-1]
        width = stroke_width(hole)
        if areas[number] > HOLLOW * width**2 and stroke_width(ink) <= BROADEST * width:
            strength = np.where(hole, np.float32(1), strength)
    return strength


def _mean_width(distances: np.ndarray) -> float:
    """Return the width of strokes of which each pixel is so far from the nearest outside.

    Across a ribbon of width w the distance runs from 1 to w / 2 and back, so its mean is (w + 2) / 4.
    """
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
