"""Filters that people made up, and how one is written down in an address."""

from __future__ import annotations

import numpy as np

# The usual ones of image processing (Gonzalez and Woods, "Digital Image Processing"): an edge is where the
# brightness curves, a blur is a binomial mean, and sharpening adds the edge to the image.
PRESETS = {
    "edge": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], np.float32),
    "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]], np.float32) / 16,
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], np.float32),
}
LARGEST = 10.0


def write_filter(kernel: np.ndarray) -> str:
    """Return a filter (3, 3) as nine numbers with underscores between them."""
    return "_".join(f"{weight:.4g}" for weight in kernel.flat)


def read_filter(words: str) -> np.ndarray:
    """Return the filter (3, 3) float32 of nine numbers from -10 to 10; raise ValueError for other words."""
    kernel = np.array([float(word) for word in words.split("_")[:10]], np.float32)
    if kernel.size != 9 or not (np.abs(kernel) <= LARGEST).all():
        raise ValueError("not the nine numbers of a filter")
    return kernel.reshape(3, 3)
