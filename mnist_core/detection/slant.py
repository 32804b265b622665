"""How far the rows of a page slant, and the page with its rows level."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from mnist_core.detection.choice import Box

FEWEST = 3  # boxes that say how far they slant
HEAP = 0.2  # of the size of a box: what lies within is one row
MOST = 44  # degrees: beyond, rows would be columns


def slant(boxes: Sequence[Box]) -> float:
    """Return by how many degrees, from -44 to 44, the rows of the boxes fall to the right; 0 of too few.

    Seen along its rows, a page is a few heaps of boxes with gaps between (Postl, Detection of linear oblique
    structures and skew scan in digitized documents, 1986).
    """
    left, top, right, bottom = np.array(boxes, float).reshape(-1, 4).T
    if len(left) < FEWEST:
        return 0.0
    unit = HEAP * np.median(np.maximum(right - left, bottom - top))
    angles = sorted(range(-MOST, MOST + 1), key=abs)  # of those that are as good, the least
    turns = np.radians(angles)
    places = (np.outer(np.cos(turns), top + bottom) - np.outer(np.sin(turns), left + right)) / (2 * unit)
    heaps = [np.bincount(np.floor(each - each.min()).astype(int)) for each in places]
    return float(angles[int(np.argmax([np.square(np.convolve(heap, [1, 2, 1])).sum() for heap in heaps]))])


def levelled(grey: np.ndarray, angle: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the picture `grey` (h, w) with rows that fall by `angle` degrees made level, and the (2, 3)
    matrix that takes a point of this back to where it was.
    """
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((0, 0), angle, 1)[:, :2]
    corners = turn @ np.array([[0, width, 0, width], [0, 0, height, height]])
    low, high = np.floor(corners.min(1)), np.ceil(corners.max(1))
    back = np.column_stack([turn.T, turn.T @ low])
    shape = tuple((high - low).astype(int).tolist())
    way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(grey, back, shape, flags=way, borderMode=cv2.BORDER_REPLICATE), back


def moved(box: Box, matrix: np.ndarray) -> Box:
    """Return the box around where the (2, 3) matrix takes a box."""
    left, top, right, bottom = box
    corners = matrix @ np.array([[left, right, left, right], [top, top, bottom, bottom], [1, 1, 1, 1]])
    return *corners.min(1).tolist(), *corners.max(1).tolist()
