"""Pictures brought to another size."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np


def reduced(image: np.ndarray, side: int) -> np.ndarray:
    """Return `image` (h, w, ...) with its longer side reduced to `side` pixels if it is longer."""
    height, width = image.shape[:2]
    if max(width, height) <= side:
        return image
    target = fit((width, height), side)
    # To halve a picture takes a fraction of the time of any other reduction.
    while max(width, height) >= 2 * side and width % 2 == height % 2 == 0:
        width, height = width // 2, height // 2
        image = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    return cv2.resize(image, target, interpolation=cv2.INTER_AREA)


def longer_side(size: Sequence[int], side: int) -> int:
    """Return `side`, or more for what is over twice as long as broad, so that its area stays the same."""
    return round(side * min(max(1.0, np.sqrt(max(size) / min(size) / 2)), 4.0))


def fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return `size`, (width, height), reduced to a longer side of `side` pixels if that is longer."""
    scale = min(1, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
