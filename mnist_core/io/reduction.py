"""Pictures brought to another size, or reduced to one value for each pixel."""

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


def enlarged(image: np.ndarray, side: int) -> np.ndarray:
    """Return `image` (h, w, ...) with its longer side enlarged to `side` pixels if it is shorter."""
    scale = side / max(image.shape[:2])
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else image


def halved(image: np.ndarray, side: int) -> np.ndarray:
    """Return `image` (h, w, ...) halved until its longer side is under 1.5 times `side` pixels.

    For a look at the whole, where the exact size does not matter: far quicker than `reduced`. Strips keep
    more of their length, as `longer_side` says.
    """
    longest = 1.5 * longer_side(image.shape[:2], side)
    while max(image.shape[:2]) >= longest:
        height, width = (max(1, length // 2) for length in image.shape[:2])
        # Without an odd last row or column, which would take ten times as long.
        image = cv2.resize(image[: 2 * height, : 2 * width], (width, height), interpolation=cv2.INTER_AREA)
    return image


def along(axis: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """Return (h, w) uint8: the place of each colour of the picture (h, w, 3) uint8 along `axis` (3,).

    The full range of colours becomes 0..255, whatever the length of the axis.
    """
    spread = np.abs(axis).sum()
    matrix = np.zeros((3, 4), np.float32)
    matrix[0] = np.append(axis, 255 * np.maximum(-axis, 0).sum()) / spread
    # Three colours to three: OpenCV takes a quarter of the time that three to one take it.
    return cv2.extractChannel(cv2.transform(picture, matrix), 0)


def along_widest(picture: np.ndarray) -> np.ndarray:
    """Return (h, w) uint8: the picture (h, w, 3) uint8 along the axis on which its colours differ most.

    What is lighter is higher.
    """
    sample = picture[::5, ::5].reshape(-1, 3).astype(np.float32)
    _, axes = cv2.PCACompute(sample, None, maxComponents=1)
    if not axes.any():  # they do not differ
        return np.zeros(picture.shape[:2], np.uint8)
    return along(axes[0] if axes[0].sum() > 0 else -axes[0], picture)


def longer_side(size: Sequence[int], side: int) -> int:
    """Return `side`, or more for what is over twice as long as broad, so that its area stays the same."""
    return round(side * min(max(1.0, np.sqrt(max(size) / min(size) / 2)), 4.0))


def fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return `size`, (width, height), reduced to a longer side of `side` pixels if that is longer."""
    scale = min(1, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
