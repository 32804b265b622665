"""Images that are no digits, to measure refusal with: noise, half digits, Fashion-MNIST."""

from __future__ import annotations

import gzip
from pathlib import Path

import cv2
import numpy as np

from mnist_core.recognition.normalization import normalize

FASHION_FILE = "t10k-images-idx3-ubyte.gz"


def pixel_noise(count: int, seed: int = 0) -> np.ndarray:
    """Return (count, 28, 28) float32: every pixel uniform in 0..1 on its own."""
    return np.random.default_rng(seed).random((count, 28, 28), np.float32)


def cloud_noise(count: int, seed: int = 0) -> np.ndarray:
    """Return (count, 28, 28) float32: blots of blurred noise, normalised as if they had been written."""
    rng = np.random.default_rng(seed)
    clouds = [
        cv2.GaussianBlur(rng.random((28, 28), np.float32), (0, 0), rng.uniform(0.7, 2.5))
        for _ in range(count)
    ]
    return np.stack([normalize(np.where(cloud > np.quantile(cloud, 0.7), cloud, 0)) for cloud in clouds])


def half_digits(images: np.ndarray) -> np.ndarray:
    """Return (m, 28, 28) float32: one half of each image (n, 28, 28) in 0..1, normalised as if it were all.

    In turn the upper, lower, left and right half of the ink's box; m < n if a half holds no ink. Some halves
    are digits, such as half a 1 or the upper half of an 8: no rejector refuses all.
    """
    halves = []
    for turn, image in enumerate(images):
        rows, columns = np.nonzero(image)
        middle_row, middle_column = (
            (rows.min() + rows.max() + 1) // 2,
            (columns.min() + columns.max() + 1) // 2,
        )
        kept = np.zeros_like(image)
        part = (
            np.s_[:middle_row, :],
            np.s_[middle_row:, :],
            np.s_[:, :middle_column],
            np.s_[:, middle_column:],
        )[turn % 4]
        kept[part] = image[part]
        if kept.any():
            halves.append(normalize(kept))
    return np.stack(halves)


def fashion(directory: Path) -> np.ndarray:
    """Return Fashion-MNIST's 10,000 test images (10000, 28, 28) float32 in 0..1.

    `directory` holds `t10k-images-idx3-ubyte.gz` as its authors publish it (Xiao et al., 2017).
    """
    content = gzip.decompress((directory / FASHION_FILE).read_bytes())
    return np.frombuffer(content, np.uint8, offset=16).reshape(-1, 28, 28).astype(np.float32) / 255
