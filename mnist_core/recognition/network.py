"""The convolutional network that names a digit, and its feature maps."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mnist_core.runtime import Model

CLASSIFIER_FILE = "mnist_model_final.onnx"


class Network:
    """The network as it was exported; every method may be called from many threads."""

    def __init__(self, model: Model):
        self._model = model

    @classmethod
    def load(cls, directory: Path) -> Network:
        """Load the network from `directory`; raise ModelFileError if its file is missing or damaged."""
        return cls(Model.open(directory / CLASSIFIER_FILE))

    def classify(self, pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the `dense1` features (n, 64) and the class probabilities (n, 10), uncalibrated.

        `pixels` is (n, 28, 28) float32 in 0..1, bright ink on black; raises ValueError for another shape.
        """
        features, probabilities = self._model.run(pixels[..., None], "dense1", "output")
        return features, probabilities

    def feature_maps(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """Return {"conv1": (26, 26, 32), "conv2": (11, 11, 64)} float32 for one (28, 28) image."""
        conv1, conv2 = self._model.run(pixels[None, ..., None], "conv1", "conv2")
        return {"conv1": conv1[0], "conv2": conv2[0]}
