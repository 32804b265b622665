"""The judge: what the network and the verifier say of an image, which is what a reading waits for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.network import Network

LEAST_SCORE = -5.0  # log-probability: beyond this, one stranger shape is as good as another


@dataclass(frozen=True, eq=False)
class Judgement:
    """What an image shows.

    pixels: (28, 28) in 0..1, the image.
    probabilities: (10,) float32, calibrated.
    novelty: the log-odds that it does not show what it seems to.
    score: the log-likelihood that it is one digit.
    several: the log-odds that it is several digits grown together.
    """

    pixels: np.ndarray
    probabilities: np.ndarray
    novelty: float
    score: float
    several: float

    @property
    def value(self) -> int:
        """The likeliest digit."""
        return int(self.probabilities.argmax())


class Judge:
    """Both networks asked about the same images; may be called from many threads."""

    def __init__(self, network: Network, confidence: Confidence):
        self._network = network
        self._confidence = confidence

    def judge(self, pixels: np.ndarray) -> list[Judgement]:
        """Return what each of the images (n, 28, 28) in 0..1 shows."""
        _, probabilities = self._network.classify(pixels)
        probabilities = self._confidence.calibrate(probabilities)
        novelty, several = self._confidence.verifier.judge(pixels, probabilities.argmax(axis=1))
        # Never above 0, so that cutting a digit into more pieces earns nothing by their number alone.
        scores = np.log(probabilities.max(axis=1)) + np.maximum(-np.logaddexp(0, novelty), LEAST_SCORE)
        odds = zip(novelty, scores, several, strict=True)
        return [Judgement(pixels[i], probabilities[i], *map(float, each)) for i, each in enumerate(odds)]
