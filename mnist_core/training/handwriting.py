"""Handwriting beside MNIST's images: who wrote each of them, and letters, which are no digits."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mnist_core.data.dataset import DatasetError, load_arrays

# Letters that some hand writes like a digit: neither a digit nor none.
LIKE_DIGITS = "OoDQIlizZsSbBqgaGTYJ"


def load_letters(path: Path | None) -> np.ndarray:
    """Return (n, 28, 28) uint8, those letters in `path` that look like no digit; none without a path.

    The file is an .npz of `images` (m, 28, 28) uint8, bright ink on black with MNIST's geometry, and
    `labels` (m,), each a letter. Raises DatasetError for another file.
    """
    if path is None:
        return np.zeros((0, 28, 28), np.uint8)
    images, labels = load_arrays(path, "images", "labels")
    if images.shape != (*labels.shape, 28, 28) or images.dtype != np.uint8 or labels.dtype.kind != "U":
        raise DatasetError(f"{path} does not hold 28×28 uint8 images with a letter each")
    return images[~np.isin(labels, list(LIKE_DIGITS))]


def load_writers(path: Path | None, count: int) -> np.ndarray | None:
    """Return (count,) int, who wrote each image of a training set of `count`; None without a path.

    The file is an .npz with the numbers of the writers in `train`. Raises DatasetError for another file.
    """
    if path is None:
        return None
    [writers] = load_arrays(path, "train")
    if writers.shape != (count,) or writers.dtype.kind not in "iu":
        raise DatasetError(f"{path} does not hold the number of a writer for each of {count:,} images")
    return writers
