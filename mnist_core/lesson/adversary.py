"""Fooling the CNN: the smallest steps along the sign of the gradient that make it see another digit.

Goodfellow, Shlens and Szegedy, Explaining and harnessing adversarial examples, 2015 (FGSM); repeated in
small steps as by Kurakin, Goodfellow and Bengio, Adversarial examples in the physical world, 2017.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mnist_core.lesson.forward import forward
from mnist_core.lesson.gradients import backward
from mnist_core.lesson.weights import Weights

STEP = np.float32(1 / 255)  # one level of grey
MOST_STEPS = 128  # by then every pixel may have changed by half of full ink


@dataclass(frozen=True, eq=False)
class Fooled:
    """An image on its way to another digit.

    pixels: (28, 28) float32 in 0..1, the image changed.
    steps: how many levels of grey, of 255, a pixel has changed at most.
    succeeded: whether the network now takes it for the digit that was asked for.
    """

    pixels: np.ndarray
    steps: int
    succeeded: bool


def fast_gradient_sign(weights: Weights, pixels: np.ndarray, target: int, size: float) -> np.ndarray:
    """Return (28, 28) in 0..1: each pixel moved by `size` to where the loss for the digit `target` falls."""
    activations = forward(weights, pixels)
    by_logits = activations.probabilities - np.eye(10)[target]  # of the cross-entropy
    slope = backward(weights, activations, by_logits.astype(np.float32)).pixels
    return np.clip(pixels - np.float32(size) * np.sign(slope), 0, 1)


def fool(weights: Weights, pixels: np.ndarray, target: int) -> Fooled:
    """Return the image (28, 28) in 0..1 after as few steps of one grey level as make it a `target`, 0..9."""
    for steps in range(MOST_STEPS):
        if forward(weights, pixels).logits.argmax() == target:
            return Fooled(pixels, steps, True)
        pixels = fast_gradient_sign(weights, pixels, target, STEP)
    return Fooled(pixels, MOST_STEPS, False)
