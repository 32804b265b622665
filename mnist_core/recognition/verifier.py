"""The verifier: a second network, which says whether an image shows the digit it was taken for, or more."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from mnist_core.recognition.normalization import SIDE
from mnist_core.runtime import Model

VERIFIER_FILE = "digit_verifier.onnx"
NONE, SEVERAL = 10, 11  # the classes of what is no digit, and of several grown together, after the ten digits
CLASSES = 12
TURNS = (0.0, 7.0, -7.0)  # degrees: a digit stays one when it is turned a little


class Verifier:
    """The verifier as it was exported; every method may be called from many threads."""

    def __init__(self, model: Model):
        self._model = model

    @classmethod
    def load(cls, directory: Path) -> Verifier:
        """Load the verifier from `directory`; raise ModelFileError if it is missing or damaged."""
        return cls(Model.open(directory / VERIFIER_FILE))

    def novelty(self, pixels: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Return the log-odds (n,) that images (n, 28, 28) in 0..1 do not show the digits `values` (n,)."""
        return self.judge(pixels, values)[0]

    def judge(self, pixels: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the novelty (n,) of images (n, 28, 28) in 0..1 as the digits `values` (n,), and whether (n,)
        they rather show several digits grown together than one, or none.

        The odds are those of training, where half of the images were digits and a tenth were several. They
        are the mean over three views, which tells letters from digits better than the image alone.
        """
        views = np.concatenate([_turned(pixels, angle) for angle in TURNS])
        [logits] = self._model.run(views[..., None], "output")
        logits = logits.reshape(len(TURNS), len(pixels), CLASSES)
        is_own = np.arange(CLASSES) == values[:, None]
        own = np.where(is_own, logits, 0).sum(axis=2)
        others = np.logaddexp.reduce(np.where(is_own, -np.inf, logits), axis=2)
        return (others - own).mean(axis=0), logits.mean(axis=0).argmax(axis=1) == SEVERAL


def _turned(pixels: np.ndarray, angle: float) -> np.ndarray:
    """Return the images (n, 28, 28) turned about their middle by an angle in degrees."""
    if not angle:
        return pixels
    matrix = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), angle, 1)
    turned = np.empty(pixels.shape, pixels.dtype)
    for image, target in zip(pixels, turned, strict=True):
        cv2.warpAffine(image, matrix, (SIDE, SIDE), dst=target)
    return turned
