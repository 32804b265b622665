"""Digits drawn by rule, in every form that `forms` knows and by as many hands as one likes."""

from __future__ import annotations

import numpy as np

from mnist_core.training.forms import strokes
from mnist_core.training.pen import drawn

# How often each digit is drawn: the forms of 1, 7 and 9 differ most from MNIST's.
SHARES = np.array((1, 2, 1.2, 1.2, 1.3, 1.3, 1.2, 2.2, 1.3, 2)) / 14.7


def draw_many(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return (count, 28, 28) uint8 drawn digits with MNIST's geometry, and what they are (count,) uint8."""
    labels = rng.choice(10, count, p=SHARES).astype(np.uint8)
    return np.stack([draw(digit, rng) for digit in labels.tolist()]), labels


def draw(digit: int, rng: np.random.Generator) -> np.ndarray:
    """Return a new (28, 28) uint8 picture of a digit 0 to 9 with MNIST's geometry."""
    return drawn(strokes(digit, rng), rng)
