"""Grad-CAM: where in an image the evidence for a digit lies (Selvaraju et al., 2017)."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.lesson.forward import Activations
from mnist_core.lesson.gradients import backward
from mnist_core.lesson.weights import Weights

CELL = 2  # pixels of the image from one cell of conv2 to the next
FIRST = 3.5  # where in the image the middle of its first cell lies: its window is 8 pixels wide


def grad_cam(weights: Weights, activations: Activations, digit: int) -> np.ndarray:
    """Return (11, 11): the maps of conv2, weighed by their mean gradient for the logit of `digit`, summed.

    What speaks against the digit is 0.
    """
    by_conv2 = backward(weights, activations, np.eye(10, dtype=np.float32)[digit]).conv2
    importance = by_conv2.mean(axis=(0, 1))
    return np.maximum(activations.conv2 @ importance, 0)


def on_image(cells: np.ndarray) -> np.ndarray:
    """Return (28, 28): values of conv2's cells (11, 11), each where it looks, and smooth between them."""
    y, x = (np.indices((28, 28), np.float32) - FIRST) / CELL
    return cv2.remap(cells.astype(np.float32), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
