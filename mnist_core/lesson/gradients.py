"""The way back through the CNN: how each value on an image's way bears on what comes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mnist_core.lesson.forward import Activations
from mnist_core.lesson.weights import Weights


@dataclass(frozen=True, eq=False)
class Gradients:
    """The gradient of one number with respect to what two layers made of an image.

    conv2: (11, 11, 64), after ReLU. pixels: (28, 28), the image itself.
    """

    conv2: np.ndarray
    pixels: np.ndarray


def backward(weights: Weights, activations: Activations, by_logits: np.ndarray) -> Gradients:
    """Return the gradients of a number that changes with the logits as `by_logits` (10,) says.

    Backpropagation, Rumelhart, Hinton and Williams, 1986.
    """
    by_dense1 = (weights.output_kernel @ by_logits) * (activations.dense1 > 0)
    by_pool2 = (weights.dense1_kernel @ by_dense1).reshape(activations.pool2.shape)
    by_conv2 = _unpool(activations.conv2, activations.pool2, by_pool2)
    by_pool1 = _unconvolve(by_conv2 * (activations.conv2 > 0), weights.conv2_kernel)
    by_conv1 = _unpool(activations.conv1, activations.pool1, by_pool1)
    by_pixels = _unconvolve(by_conv1 * (activations.conv1 > 0), weights.conv1_kernel)
    return Gradients(by_conv2, by_pixels[..., 0])


def _unpool(maps: np.ndarray, pooled: np.ndarray, by_pooled: np.ndarray) -> np.ndarray:
    """Return (h, w, c): each window's gradient at the place of its largest value, or the first of these."""
    rows, columns, channels = pooled.shape
    windows = maps[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2, channels)
    windows = windows.transpose(0, 2, 4, 1, 3).reshape(rows, columns, channels, 4)
    is_winner = np.arange(4) == windows.argmax(axis=3)[..., None]
    spread = (is_winner * by_pooled[..., None]).reshape(rows, columns, channels, 2, 2)
    by_maps = np.zeros_like(maps)
    by_maps[: 2 * rows, : 2 * columns] = spread.transpose(0, 3, 1, 4, 2).reshape(
        2 * rows, 2 * columns, channels
    )
    return by_maps


def _unconvolve(by_sums: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return (h + 2, w + 2, c): what the gradient (h, w, k) of the sums is for the maps under `kernel`."""
    height, width, _ = by_sums.shape
    rows, columns, channels, _ = kernel.shape
    by_maps = np.zeros((height + rows - 1, width + columns - 1, channels), np.float32)
    for row in range(rows):
        for column in range(columns):
            by_maps[row : row + height, column : column + width] += by_sums @ kernel[row, column].T
    return by_maps
