"""Ink to the digit that the networks take it for, and whether it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mnist_core.detection.extraction import Ink
from mnist_core.reading import Digit
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.network import Network
from mnist_core.recognition.normalization import SIDE, normalize

NO_DIGIT = "It looks like a letter or a sign."


@dataclass(frozen=True, eq=False)
class Named:
    """Some ink as the networks see it.

    pixels: (28, 28), what they see; probabilities: (10,), calibrated.
    novelty: the verifier's log-odds that it is not the likeliest digit.
    is_several: whether the verifier takes it for several digits grown together.
    objection: what the doubts of the network that found it add to the novelty.
    is_character: whether the detector rather takes it for a letter or a sign.
    """

    ink: Ink
    pixels: np.ndarray
    probabilities: np.ndarray
    novelty: float
    is_several: bool
    objection: float = 0.0
    is_character: bool = False

    @property
    def value(self) -> int:
        """The likeliest digit."""
        return int(self.probabilities.argmax())


class Namer:
    """Names ink; may be called from many threads."""

    def __init__(self, network: Network, confidence: Confidence):
        self._network = network
        self._confidence = confidence

    def name(self, inks: Sequence[Ink], pixels: np.ndarray | None = None) -> list[Named]:
        """Return each ink as the networks see it.

        `pixels` (n, 28, 28) is given where it has MNIST's geometry as it is.
        """
        if pixels is None:
            pixels = np.array([normalize(ink.strength) for ink in inks], np.float32).reshape(-1, SIDE, SIDE)
        probabilities = self._confidence.calibrate(self._network.classify(pixels)[1])
        novelty, are_several = self._confidence.judge(pixels, probabilities)
        return list(map(Named, inks, pixels, probabilities, novelty.tolist(), are_several.tolist()))

    def evidence(self, named: Named) -> float:
        """Return the log-odds by which what is named is accepted as a digit; below 0 where it is refused."""
        return self._confidence.threshold - named.novelty - named.objection

    def digit(self, named: Named) -> Digit:
        """Return what is named as a digit of a reading, accepted or refused."""
        refusal = self._confidence.refusal(named.probabilities, named.novelty + named.objection)
        return Digit(
            value=named.value,
            confidence=float(named.probabilities[named.value]),
            accepted=not refusal,
            probabilities=named.probabilities,
            pixels=named.pixels,
            box=tuple(round(edge) for edge in named.ink.box),
            refusal=NO_DIGIT if refusal and named.is_character else refusal,
        )
