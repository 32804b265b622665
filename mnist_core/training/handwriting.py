"""Handwritten letters from a file, such as EMNIST's: what is no digit though a hand wrote it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

# Letters that some hand writes like a digit: neither a digit nor none.
LIKE_DIGITS = "OoDQIlizZsSbBqgaGTYJ"


def load_letters(path: Path | None) -> np.ndarray:
    """Return (n, 28, 28) uint8, those letters in `path` that look like no digit; none without a path.

    The file is an .npz of `images` (m, 28, 28) uint8, bright ink on black with MNIST's geometry, and
    `labels` (m,), each a letter. Raises OSError, ValueError or KeyError for another file.
    """
    if path is None:
        return np.zeros((0, 28, 28), np.uint8)
    stored = np.load(path)
    images, labels = stored["images"], stored["labels"]
    return images[~np.isin(labels, list(LIKE_DIGITS))]
