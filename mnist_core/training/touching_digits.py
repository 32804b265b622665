"""Several digits grown together: what the verifier learns to tell from one digit, and from letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist_core.evaluation.scenes.digits import run_together
from mnist_core.training.augmentation import augment
from mnist_core.training.finishing import finish

THREE = 0.3  # the share of three digits; the others are two
HEIGHT, SIDE = 36, 28  # pixels: of a row, and of an image in it, which stands anywhere between
APART, OVERLAP = 1, 4  # pixels: at most


def make_touching(count: int, images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return (count, 28, 28) uint8: two or three of the digits (n, 28, 28) uint8 grown together."""
    digits = augment(images[rng.integers(len(images), size=3 * count)], rng)
    rows = [digits[3 * i : 3 * i + (3 if rng.random() < THREE else 2)] for i in range(count)]
    return np.round(255 * np.stack([finish(grown_together(row, rng), rng) for row in rows])).astype(np.uint8)


def grown_together(images: Sequence[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Return (36, w) float32: images (28, 28) in 0..1, from a pixel apart to four pixels into each other."""
    row = _raised(images[0], rng)
    for image in images[1:]:
        row = run_together(row, _raised(image, rng), int(rng.integers(-APART, OVERLAP + 1)))
    return row


def _raised(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return (36, 28): the image (28, 28) at about the middle of its row."""
    top = int(rng.integers(2, HEIGHT - SIDE - 1))
    return np.pad(image, ((top, HEIGHT - SIDE - top), (0, 0)))
