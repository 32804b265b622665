"""What the network made of all 10,000 test images, as the evaluation stored it for the Model info page.

`models/evaluation.npz` holds, one row a test image and in the test set's order:

    predictions  (10000,) uint8     what was said
    confidences  (10000,) float16   the calibrated probability of it
    map          (10000, 2) float16 a place on the map: t-SNE of the features (van der Maaten, Hinton, 2008)
    features     (10000, 64) uint8  the `dense1` features, scaled to length 1 and stored in 255ths
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from mnist_core.recognition.array_file import load_arrays

FILE = "evaluation.npz"
NEIGHBOURS = 5
LEVELS = 255


@dataclass(frozen=True, eq=False)
class Results:
    """The arrays above, and where a new digit belongs on the map."""

    predictions: np.ndarray
    confidences: np.ndarray
    map: np.ndarray
    features: np.ndarray

    @classmethod
    def load(cls, directory: Path) -> Results:
        """Load them from `directory`; raise ModelFileError if the file is missing or damaged."""
        return cls(*load_arrays(directory / FILE, [field.name for field in fields(cls)]))

    def save(self, directory: Path) -> None:
        """Write what `load` reads, under 1 MB."""
        np.savez_compressed(directory / FILE, **vars(self))

    def neighbours(self, features: np.ndarray) -> np.ndarray:
        """Return (n, 5) indices of the test images nearest to (n, 64) `dense1` features, nearest first."""
        similarities = unit_features(features) @ self.features.T.astype(np.float32)
        nearest = np.argpartition(similarities, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
        order = np.argsort(-np.take_along_axis(similarities, nearest, axis=1), axis=1)
        return np.take_along_axis(nearest, order, axis=1)

    def place(self, features: np.ndarray) -> np.ndarray:
        """Return (n, 2): where (n, 64) `dense1` features belong on the map: amid their neighbours."""
        return np.median(self.map[self.neighbours(features)].astype(np.float32), axis=1)


def unit_features(features: np.ndarray) -> np.ndarray:
    """Return (n, 64) float32: features scaled to length 1 each."""
    return features / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-6)


def compress(features: np.ndarray) -> np.ndarray:
    """Return (n, 64) uint8: `dense1` features, which are never negative, as they are stored."""
    return np.round(unit_features(features) * LEVELS).astype(np.uint8)
