"""The way of one image through the CNN, with everything on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mnist_core.lesson.convolution import convolve, max_pool, relu
from mnist_core.lesson.weights import Weights
from mnist_core.recognition.confidence import softmax


@dataclass(frozen=True, eq=False)
class Activations:
    """What each layer makes of one image, float32.

    pixels: (28, 28) in 0..1, bright ink on black.
    conv1: (26, 26, 32); pool1: (13, 13, 32); conv2: (11, 11, 64); pool2: (5, 5, 64). None is below 0.
    conv1_sums, conv2_sums: of the same shapes, before ReLU.
    dense1: (64,), none below 0.
    logits: (10,); probabilities: (10,), their softmax, uncalibrated.
    """

    pixels: np.ndarray
    conv1_sums: np.ndarray
    conv1: np.ndarray
    pool1: np.ndarray
    conv2_sums: np.ndarray
    conv2: np.ndarray
    pool2: np.ndarray
    dense1: np.ndarray
    logits: np.ndarray
    probabilities: np.ndarray


def forward(weights: Weights, pixels: np.ndarray) -> Activations:
    """Return what each layer makes of an image (28, 28) in 0..1, bright ink on black."""
    pixels = np.asarray(pixels, np.float32)
    conv1_sums = convolve(pixels[..., None], weights.conv1_kernel, weights.conv1_bias)
    conv1 = relu(conv1_sums)
    pool1 = max_pool(conv1)
    conv2_sums = convolve(pool1, weights.conv2_kernel, weights.conv2_bias)
    conv2 = relu(conv2_sums)
    pool2 = max_pool(conv2)
    dense1 = relu(pool2.reshape(-1) @ weights.dense1_kernel + weights.dense1_bias)
    logits = dense1 @ weights.output_kernel + weights.output_bias
    return Activations(
        pixels=pixels,
        conv1_sums=conv1_sums,
        conv1=conv1,
        pool1=pool1,
        conv2_sums=conv2_sums,
        conv2=conv2,
        pool2=pool2,
        dense1=dense1,
        logits=logits,
        probabilities=softmax(logits[None])[0],
    )
