"""What each part adds to a sum: of the maps to a cell of conv2, of the features to a digit."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from mnist_core.lesson.weights import Weights


def through_each_map(weights: Weights, pool1: np.ndarray, number: int) -> np.ndarray:
    """Return (11, 11, 32): what each map of pool1 (13, 13, 32) adds to each cell of conv2's map `number`.

    Their sum over the 32, plus the bias, is the cell before ReLU. Maps are counted from 0.
    """
    kernel = weights.conv2_kernel[..., number]
    windows = sliding_window_view(pool1, kernel.shape[:2], axis=(0, 1))
    return np.einsum("rcmyx,yxm->rcm", windows, kernel)


def of_each_feature(weights: Weights, dense1: np.ndarray, digit: int, against: int) -> np.ndarray:
    """Return (64,): what each feature of dense1 (64,) adds to the lead of a digit over another.

    That is its activation times the difference of both weights. The sum over the 64, plus the difference of
    both biases, is the difference of both logits.
    """
    return dense1 * (weights.output_kernel[:, digit] - weights.output_kernel[:, against])
