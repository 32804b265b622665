"""What the network's output is worth: calibrated confidence, doubt between two digits, "this is no digit"."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist_core.recognition.array_file import load_arrays
from mnist_core.recognition.verifier import Verifier

FILE = "confidence.npz"
FIGURES = ("temperature", "threshold", "doubt_weights", "doubt_biases")
SUREST = 1e-4  # no chance counts as smaller than this
CLOSE = 0.10


@dataclass(frozen=True, eq=False)
class Confidence:
    """What `mnist_core.training.confidence` fitted; every method may be called from many threads.

    temperature: divides the logits (Guo et al., "On calibration of modern neural networks", 2017).
    threshold: the novelty above which an image is refused; it keeps 99.4 % of validation digits, changed.
    doubt_weights (3,), doubt_biases (10,): turn the detector's doubts into novelty, see `objection`.
    verifier: a second network, which tells digits from each other and from other shapes.
    """

    temperature: float
    threshold: float
    doubt_weights: np.ndarray
    doubt_biases: np.ndarray
    verifier: Verifier

    @classmethod
    def load(cls, directory: Path) -> Confidence:
        """Load what was fitted from `directory`; raise ModelFileError if a file is missing or damaged."""
        temperature, threshold, weights, biases = load_arrays(directory / FILE, list(FIGURES))
        return cls(float(temperature), float(threshold), weights, biases, Verifier.load(directory))

    def save(self, directory: Path) -> None:
        """Write what was fitted into `directory`, beside the verifier."""
        np.savez(directory / FILE, **{name: getattr(self, name) for name in FIGURES})

    def calibrate(self, probabilities: np.ndarray) -> np.ndarray:
        """Return (n, 10) float32: softmax outputs (n, 10) sharpened or softened by the temperature."""
        return softmax(logits(probabilities) / self.temperature).astype(np.float32)

    def novelty(self, pixels: np.ndarray, probabilities: np.ndarray) -> np.ndarray:
        """Return (n,) float32: the log-odds that images (n, 28, 28) in 0..1 do not show what they seem to.

        That is the likeliest digit of their `probabilities` (n, 10). High odds mean another digit, or none.
        """
        return self.judge(pixels, probabilities)[0]

    def judge(self, pixels: np.ndarray, probabilities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the novelty (n,) of images (n, 28, 28), and whether (n,) they show several digits."""
        return self.verifier.judge(pixels, probabilities.argmax(axis=1))

    def objection(self, doubts: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Return (n,) to be added to the novelty, from the detector's `doubts` (n, 3), log-odds against what
        an image seems to show: that it is the digit in `values` (n,), that it has its centre there, and that
        its ink is ink.

        It is below 0 where the detector is sure, for that digit: of a 1 it never is as sure as of an 8.
        """
        return doubts @ self.doubt_weights + self.doubt_biases[values]

    def refusal(self, probabilities: np.ndarray, novelty: float) -> str:
        """Return why an image is not to be called a digit, as a sentence, or "" if it is one.

        `probabilities` is (10,), calibrated; `novelty` comes from `novelty()`.
        """
        if novelty > self.threshold:
            guess = _a(int(probabilities.argmax()))
            return f"It may look like {guess}, but not to the verifier, which checks the network's answer."
        return ""

    def doubt(self, probabilities: np.ndarray) -> str:
        """Return "Not sure: a 4 or a 9" when the second of (10,) calibrated probabilities is close, else "".

        Close means a chance of one in ten or more: calibrated, that is how often the second digit is right.
        """
        second, first = np.argsort(probabilities)[-2:]
        return f"Not sure: {_a(first)} or {_a(second)}" if probabilities[second] >= CLOSE else ""


def logits(probabilities: np.ndarray) -> np.ndarray:
    """Return (n, 10) float64: the logits of softmax outputs (n, 10), up to a constant in each row."""
    return np.log(np.maximum(probabilities.astype(np.float64), np.finfo(np.float32).tiny))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Return (n, 10) probabilities of logits (n, 10)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _a(digit: int) -> str:
    return f"an {digit}" if digit == 8 else f"a {digit}"


def log_odds_against(chances: np.ndarray) -> np.ndarray:
    """Return the log-odds that what has these chances is not so."""
    chances = np.clip(chances, SUREST, 1 - SUREST)
    return np.log((1 - chances) / chances)
