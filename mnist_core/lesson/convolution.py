"""What the layers of the CNN do, each by its definition."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def convolve(maps: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Return (h - 2, w - 2, k): maps (h, w, c) under a kernel (3, 3, c, k), plus the bias (k,).

    As in all such networks it is a cross-correlation: the kernel is not turned round.
    """
    # Rounded once, equal windows have equal sums, whatever adds them up: pooling takes the first of equals.
    windows = sliding_window_view(maps.astype(np.float64), kernel.shape[:2], axis=(0, 1))
    sums = np.tensordot(windows, kernel.transpose(2, 0, 1, 3).astype(np.float64), axes=3) + bias
    return sums.astype(maps.dtype)


def relu(values: np.ndarray) -> np.ndarray:
    """Return the values, those below 0 made 0."""
    return np.maximum(values, 0)


def max_pool(maps: np.ndarray) -> np.ndarray:
    """Return (h // 2, w // 2, c): the largest of each 2×2 values of maps (h, w, c).

    An odd last row or column is left out.
    """
    height, width, channels = maps.shape
    whole = maps[: height // 2 * 2, : width // 2 * 2]
    return whole.reshape(height // 2, 2, width // 2, 2, channels).max(axis=(1, 3))
