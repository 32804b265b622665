"""The verifier: a second network, which says whether an image shows the digit it was taken for, or more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from mnist_core.recognition.network import load_weights, run_in_batches, traced
from mnist_core.recognition.normalization import SIDE

if TYPE_CHECKING:
    import keras

VERIFIER_FILE = "digit_verifier.keras"
NONE, SEVERAL = 10, 11  # the classes of what is no digit, and of several grown together, after the ten digits
TURNS = (0.0, 7.0, -7.0)  # degrees: a digit stays one when it is turned a little


def build_verifier() -> keras.Model:
    """Return the untrained verifier: (n, 28, 28, 1) in 0..1 to (n, 12), logits of the classes."""
    from keras import Input, Sequential, layers

    return Sequential(
        [
            Input((28, 28, 1), name="input"),
            layers.Conv2D(32, 3, activation="relu", name="conv1"),
            layers.MaxPooling2D(2, name="pool1"),
            layers.Conv2D(64, 3, activation="relu", name="conv2"),
            layers.MaxPooling2D(2, name="pool2"),
            layers.Conv2D(96, 3, activation="relu", name="conv3"),
            layers.Flatten(name="flatten"),
            layers.Dense(96, activation="relu", name="dense1"),
            layers.Dropout(0.3, name="dropout"),
            layers.Dense(SEVERAL + 1, name="output"),
        ],
        name="digit_verifier",
    )


def on_views(verifier: keras.Model) -> keras.Model:
    """Return the model from the `views` of images (n, 3, 28, 28, 1) to the verifier's logits (n, 3, 12)."""
    from keras import Input, Model, ops

    views = Input((len(TURNS), SIDE, SIDE, 1))
    logits = verifier(ops.reshape(views, (-1, SIDE, SIDE, 1)))
    return Model(views, ops.reshape(logits, (-1, len(TURNS), SEVERAL + 1)))


class Verifier:
    """The verifier with its saved weights, traced once; every method may be called from many threads."""

    def __init__(self, model: keras.Model):
        self.model = model
        self._run = traced(on_views(model))

    @classmethod
    def load(cls, directory: Path) -> Verifier:
        """Load the verifier from `directory`; raise ModelFileError if it is missing or damaged."""
        model = build_verifier()
        load_weights(model, directory / VERIFIER_FILE)
        return cls(model)

    def save(self, directory: Path) -> None:
        """Write what `load` reads, without optimizer state."""
        model = build_verifier()
        model.set_weights(self.model.get_weights())
        model.save(directory / VERIFIER_FILE)

    def novelty(self, pixels: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Return the log-odds (n,) that images (n, 28, 28) in 0..1 do not show the digits `values` (n,)."""
        return self.judge(pixels, values)[0]

    def judge(self, pixels: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the `novelty` (n,), and the log-odds (n,) that images show several digits grown together."""
        [logits] = run_in_batches(self._run, views(pixels))
        return novelty_and_several(logits, values)


def views(pixels: np.ndarray) -> np.ndarray:
    """Return (n, 3, 28, 28): images (n, 28, 28) as they are, and turned a little either way."""
    return np.stack([_turned(pixels, angle) for angle in TURNS], axis=1)


def novelty_and_several(logits: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what `Verifier.judge` does, from the verifier's logits (n, 3, 12) for the views of images.

    The odds are those of training, where half of the images were digits and a tenth were several. They are
    the mean over the views, which tells letters from digits better than the image alone.
    """
    classes = np.arange(SEVERAL + 1)
    odds = _log_odds(logits, classes == values[:, None, None])
    several = _log_odds(logits, classes == SEVERAL)
    return -odds.mean(axis=1), several.mean(axis=1)


def _log_odds(logits: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Return (n, 3): the log-odds of the one class in each row that `of` marks, from logits (n, 3, 12)."""
    own = np.where(of, logits, 0).sum(axis=2)
    return own - np.logaddexp.reduce(np.where(of, -np.inf, logits), axis=2)


def _turned(pixels: np.ndarray, angle: float) -> np.ndarray:
    """Return the images (n, 28, 28) turned about their middle by an angle in degrees."""
    if not angle:
        return pixels
    matrix = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), angle, 1)
    turned = np.empty(pixels.shape, pixels.dtype)
    for image, target in zip(pixels, turned, strict=True):
        cv2.warpAffine(image, matrix, (SIDE, SIDE), dst=target)
    return turned
