"""What people draw around their digits."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.evaluation.scenes.digits import INK, ink_box


def boxed(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a box drawn around its ink."""
    left, top, right, bottom = ink_box(picture)
    margin = int(random.integers(8, 25))
    corners = (left - margin, top - margin), (right + margin, bottom + margin)
    return cv2.rectangle(picture.copy(), *corners, INK, int(random.integers(2, 9)), cv2.LINE_AA)


def in_a_row_of_boxes(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its ink in one of three boxes that share their sides, and may touch it."""
    left, top, right, bottom = ink_box(picture)
    across, down = int(random.integers(4, 25)), int(random.integers(4, 25))
    grey, thickness = float(random.uniform(INK, 160)), int(random.integers(2, 5))
    left, top, right, bottom = left - across, top - down, right + across, bottom + down
    width = right - left
    wider = np.pad(picture, ((0, 0), (width, width)), mode="edge")
    for x in (left, left + width, left + 2 * width):
        cv2.rectangle(wider, (x, top), (x + width, bottom), grey, thickness)
    return np.minimum(wider, np.pad(picture, ((0, 0), (width, width)), mode="edge"))


def circled(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a circle drawn around its ink."""
    left, top, right, bottom = ink_box(picture)
    radius = round(np.hypot(right - left, bottom - top) / 2) + int(random.integers(8, 14))
    middle = (left + right) // 2, (top + bottom) // 2
    return cv2.circle(picture.copy(), middle, radius, INK, int(random.integers(2, 9)), cv2.LINE_AA)


def underlined(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its ink underlined, as wide as it is tall or wider."""
    left, _, right, bottom = ink_box(picture)
    y, beyond = bottom + int(random.integers(12, 25)), int(random.integers(45, 70))
    middle, slope = (left + right) // 2, int(random.integers(-4, 5))
    ends = (middle - (right - left) // 2 - beyond, y), (middle + (right - left) // 2 + beyond, y + slope)
    return cv2.line(picture.copy(), *ends, INK, int(random.integers(3, 9)), cv2.LINE_AA)
