"""The judge: the network and the verifier asked in one call, which is what a reading waits for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.network import Network, run_in_batches, traced
from mnist_core.recognition.normalization import SIDE
from mnist_core.recognition.verifier import TURNS, novelty_and_several, on_views, views


@dataclass(frozen=True, eq=False)
class Judgement:
    """What n images show.

    probabilities: (n, 10) float32, calibrated.
    novelty: (n,), the log-odds that they do not show what they seem to.
    several: (n,), the log-odds that they show several digits grown together.
    """

    probabilities: np.ndarray
    novelty: np.ndarray
    several: np.ndarray


class Judge:
    """Both networks, traced as one: each call of TensorFlow costs more than a single image does."""

    def __init__(self, network: Network, confidence: Confidence):
        from keras import Input, Model

        seen = Input((len(TURNS), SIDE, SIDE, 1))
        outputs = [network.classifier(seen[:, 0]), on_views(confidence.verifier.model)(seen)]
        self._run = traced(Model(seen, outputs))
        self._confidence = confidence

    def judge(self, pixels: np.ndarray) -> Judgement:
        """Return what images (n, 28, 28) in 0..1 show; may be called from many threads."""
        probabilities, logits = run_in_batches(self._run, views(pixels))
        probabilities = self._confidence.calibrate(probabilities)
        return Judgement(probabilities, *novelty_and_several(logits, probabilities.argmax(axis=1)))
