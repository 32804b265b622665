"""The recognizer: a picture to a `Reading`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock, Semaphore

import cv2
import numpy as np
from PIL import Image

from mnist_core.detection.detector import Detector
from mnist_core.detection.looking import Look
from mnist_core.detection.splitter import Splitter
from mnist_core.io.images import load_reduced
from mnist_core.io.reduction import enlarged
from mnist_core.paths import MODELS
from mnist_core.reading import Digit, Reading
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.looker import Looker, Seen
from mnist_core.recognition.network import Network
from mnist_core.recognition.normalization import mnist_pixels

WORKING_SIDE = 1200  # pixels: larger pictures are reduced to this before anything else
LEAST_SIDE = 84  # pixels: smaller ones are enlarged, to be shown
_LOADING = Lock()  # or many first calls at once would load as many recognizers
NO_DIGIT = "No digit found: nothing in this picture looks like one."
NOT_DIGITS = "This does not look like digits. If it holds some among much else, crop the picture to them."
TURNED = "The picture was turned the right way up."
SMALLER = "It may hold more, too small to be read: crop the picture to them."
TOO_SMALL = "If these are digits, they are too small to be read: crop the picture to some of them."


class Recognizer:
    """Reads handwritten digits; every method may be called from many threads."""

    def __init__(self, network: Network, confidence: Confidence, detector: Detector, splitter: Splitter):
        self.network = network
        self.confidence = confidence
        self._looker = Looker(network, confidence, detector, splitter)
        # More at once than there are cores are no sooner done, and each takes its memory meanwhile.
        self._turns = Semaphore(os.cpu_count() or 1)

    def read(self, image: bytes | str | Path | Image.Image | np.ndarray) -> Reading:
        """Return what is written in `image`; raise InvalidImageError if it is no picture."""
        with self._turns:
            picture, size = load_reduced(image, WORKING_SIDE)
            pixels = mnist_pixels(picture)
            picture = enlarged(picture, LEAST_SIDE)
            seen = self._looker.look(picture) if pixels is None else self._looker.take(pixels, picture)
        return _as_reading(seen, picture, size)

    def classify(self, pixels: np.ndarray) -> np.ndarray:
        """Return calibrated probabilities (n, 10) for (n, 28, 28) images."""
        return self.confidence.calibrate(self.network.classify(pixels)[1])

    def looks(self, image: bytes | str | Path | Image.Image | np.ndarray) -> list[Look]:
        """Return each look of the detector at `image`; raise InvalidImageError if it is no picture."""
        return self._looker.looks(load_reduced(image, WORKING_SIDE)[0])

    def feature_maps(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """Return {"conv1": (26, 26, 32), "conv2": (11, 11, 64)} float32 for one (28, 28) image."""
        return self.network.feature_maps(pixels)


def load_recognizer(directory: Path | None = None) -> Recognizer:
    """Return the recognizer for the models in `directory`; raise ModelFileError if one is missing."""
    with _LOADING:
        return _load(directory or MODELS)


@cache
def _load(directory: Path) -> Recognizer:
    # Readings go side by side: with more threads for each, they take a quarter more of the processor.
    cv2.setNumThreads(1)
    return Recognizer(
        Network.load(directory),
        Confidence.load(directory),
        Detector.load(directory),
        Splitter.load(directory),
    )


def _as_reading(seen: Seen, picture: np.ndarray, size: tuple[int, int]) -> Reading:
    """Return the reading of what is seen in a picture that is `size`, (width, height), large."""
    picture = np.ascontiguousarray(np.rot90(picture, seen.quarters))
    size = size[::-1] if seen.quarters % 2 else size
    scale = size[0] / picture.shape[1]
    digits = tuple(replace(digit, box=_scaled(digit.box, scale, size)) for digit in seen.digits)
    return Reading(digits, _summary(seen, digits), size, picture, seen.ink)


def _scaled(box: Sequence[float], scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the box in whole pixels of a picture (width, height) that is `scale` times as large."""
    return tuple(min(max(round(edge * scale), 0), most) for edge, most in zip(box, 2 * size, strict=True))


def _summary(seen: Seen, digits: Sequence[Digit]) -> str:
    if not digits:
        return TOO_SMALL if seen.has_smaller else NO_DIGIT
    if len(digits) > 1 and not any(digit.accepted for digit in digits):
        return NOT_DIGITS
    kind = "Dark ink on light paper" if seen.dark else "Light ink on dark paper"
    said = [f"{kind}; {len(digits)} digit" + "s" * (len(digits) > 1) + "."]
    return " ".join(said + [TURNED] * bool(seen.quarters) + [SMALLER] * seen.has_smaller)
