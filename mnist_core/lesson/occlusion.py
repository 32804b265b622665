"""Occlusion: which parts of a digit its confidence hangs on, found by covering them one after another.

Zeiler and Fergus, Visualizing and understanding convolutional networks, 2014.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

SIDE = 28
GREY = 0.5  # of full ink: neither paper nor ink


def covered(image: np.ndarray, size: int) -> np.ndarray:
    """Return (784, 28, 28): the image (28, 28) with a grey square, `size` pixels wide, about each pixel."""
    distance = np.abs(np.arange(SIDE) - np.arange(SIDE)[:, None])  # of each place from each pixel
    near = (2 * distance < size) if size % 2 else (distance + 0.5 < size / 2)
    squares = near[:, None, :, None] & near[None, :, None, :]
    return np.where(squares, np.float32(GREY), image).reshape(-1, SIDE, SIDE).astype(np.float32)


def drop_map(
    image: np.ndarray, digit: int, size: int, classify: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """Return (28, 28): by how much the probability of `digit` falls when the square is about each pixel.

    `image` is (28, 28) in 0..1; `classify` takes (n, 28, 28) and returns (n, 10). Below 0 it rises.
    """
    whole = classify(image[None])[0, digit]
    return (whole - classify(covered(image, size))[:, digit]).reshape(SIDE, SIDE)
