"""The recognizer: a picture to a `Reading`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from pathlib import Path
from threading import Lock

import cv2
import numpy as np
from PIL import Image

from mnist_core.detection.detector import Detector, Found
from mnist_core.detection.looking import Look
from mnist_core.detection.outputs import CHARACTER
from mnist_core.io.images import load_reduced
from mnist_core.paths import MODELS
from mnist_core.reading import Digit, Reading
from mnist_core.recognition.confidence import Confidence, log_odds_against
from mnist_core.recognition.network import Network
from mnist_core.recognition.normalization import SIDE, mnist_pixels, normalize
from mnist_core.recognition.page import as_one, sense

WORKING_SIDE = 1200  # pixels: larger pictures are reduced to this before anything else
FINEST_SIDE = 4000  # or to this, where their digits would be too small
TURNED = "The picture was turned the right way up."
CLEAR = 25.0  # log-odds for what is found on a page, in the mean, from which on it is not tried turned
LEAST = 4  # digits: with fewer, a page does not say which way up it is
SENSE = 0.8  # the share of accepted digits that a turned page has
MORE = 1.5  # times as much speaks for a turned page as for the page as it is
# What the detector would say of a picture that is a digit already: it is not asked.
SURE = np.ones(CHARACTER + 1, np.float32), 1.0, 1.0
_LOADING = Lock()  # or many first calls at once would load as many recognizers
NOTHING = "No digits found: nothing in this picture looks like handwritten digits."
NO_DIGITS = (
    "Nothing here is surely a digit. If there are digits among other things, crop the picture to them."
)
NO_DIGIT = "It looks like a letter or a sign."


@dataclass(frozen=True, eq=False)
class Page:
    """A picture and what was found in it, ready for the network: its size before it was reduced, and for each
    thing found, in reading order, its (28, 28) pixels.
    """

    size: tuple[int, int]
    picture: np.ndarray
    found: list[Found]
    pixels: np.ndarray


class Recognizer:
    """Reads handwritten digits; every method may be called from many threads."""

    def __init__(self, network: Network, confidence: Confidence, detector: Detector):
        self.network = network
        self.confidence = confidence
        self.detector = detector

    def read(self, image: bytes | str | Path | Image.Image | np.ndarray) -> Reading:
        """Return what is written in `image`; raise InvalidImageError if it is no picture."""
        return self.read_pages([self.prepare(image)])[0]

    def prepare(self, image: bytes | str | Path | Image.Image | np.ndarray) -> Page:
        """Return `image` ready for the network; raise InvalidImageError if it is no picture."""
        picture, size = load_reduced(image, WORKING_SIDE)
        page, is_too_coarse = self._page(picture, size)
        if is_too_coarse and max(picture.shape) < max(size):
            page, _ = self._page(load_reduced(image, FINEST_SIDE)[0], size)
        return page

    def read_pages(self, pages: Sequence[Page]) -> list[Reading]:
        """Return what is written on each page; they go through the networks together.

        A page that makes little sense is read turned by quarters as well, and as it makes most sense.
        """
        return [self._upright(page, *read) for page, read in zip(pages, self._read(pages), strict=True)]

    def _upright(self, page: Page, reading: Reading, evidence: float) -> Reading:
        if evidence >= CLEAR * len(page.found):
            return reading
        sizes = page.size[::-1], page.size, page.size[::-1]
        turned = [
            self._page(np.ascontiguousarray(np.rot90(page.picture, quarters)), size)[0]
            for quarters, size in enumerate(sizes, 1)
        ]
        best, more = max(self._read(turned), key=itemgetter(1))
        if len(best.digits) < LEAST or sense(best.digits) < SENSE or more < MORE * evidence:
            return reading
        return replace(best, summary=f"{best.summary} {TURNED}")

    def _read(self, pages: Sequence[Page]) -> list[tuple[Reading, float]]:
        """Return each page's reading, and the sum of the log-odds by which its digits are accepted."""
        if not pages:
            return []
        pixels = np.concatenate([page.pixels for page in pages])
        probabilities = self.classify(pixels)
        novelty = self.confidence.novelty(pixels, probabilities)
        found = [each for page in pages for each in page.found]
        novelty = novelty + self.confidence.objection(doubts_of(found, probabilities.argmax(axis=1)))
        ends = np.cumsum([len(page.pixels) for page in pages])
        parts = [slice(end - len(page.pixels), end) for page, end in zip(pages, ends, strict=True)]
        evidence = np.maximum(self.confidence.threshold - novelty, 0)
        return [
            (self._reading(page, probabilities[part], novelty[part]), float(evidence[part].sum()))
            for page, part in zip(pages, parts, strict=True)
        ]

    def classify(self, pixels: np.ndarray) -> np.ndarray:
        """Return calibrated probabilities (n, 10) for (n, 28, 28) images."""
        return self.confidence.calibrate(self.network.classify(pixels)[1])

    def feature_maps(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """Return {"conv1": (26, 26, 32), "conv2": (11, 11, 64)} float32 for one (28, 28) image."""
        return self.network.feature_maps(pixels)

    def looks(self, image: bytes | str | Path | Image.Image | np.ndarray) -> list[Look]:
        """Return what the detector sees in `image`; raise InvalidImageError if it is no picture."""
        return list(self.detector.looks(_grey(load_reduced(image, WORKING_SIDE)[0])))

    def _page(self, picture: np.ndarray, size: tuple[int, int]) -> tuple[Page, bool]:
        """Return the page, and whether there are digits too small for the picture's resolution."""
        ready = mnist_pixels(picture)
        if ready is not None:
            dark = bool(picture[0, 0, 0] > 127)
            whole = Found(ready, (0, 0, *size), dark, *SURE)
            return Page(size, picture, [whole], ready[None]), False
        found, is_too_coarse = self.detector.find(_grey(picture))
        pixels = np.array([normalize(each.ink) for each in found], np.float32).reshape(-1, SIDE, SIDE)
        return Page(size, picture, found, pixels), is_too_coarse

    def _reading(self, page: Page, probabilities: np.ndarray, novelty: np.ndarray) -> Reading:
        judged = zip(page.found, page.pixels, probabilities, novelty, strict=True)
        digits = as_one([self._digit(page, *each) for each in judged])
        return Reading(digits, _summary(page, digits), page.size, page.picture, _ink(page))

    def _digit(
        self, page: Page, found: Found, pixels: np.ndarray, probabilities: np.ndarray, novelty: float
    ) -> Digit:
        value = int(probabilities.argmax())
        refusal = self.confidence.refusal(probabilities, novelty)
        if refusal and found.votes.argmax() == CHARACTER:
            refusal = NO_DIGIT
        return Digit(
            value=value,
            confidence=float(probabilities[value]),
            accepted=not refusal,
            probabilities=probabilities,
            pixels=pixels,
            box=_in_full(found.box, page),
            refusal=refusal,
        )


def doubts_of(found: Sequence[Found], values: np.ndarray) -> np.ndarray:
    """Return (n, 3): the detector's doubts that what was found are digits of the `values` (n,)."""
    chances = [(each.votes[value], each.heat, each.sight) for each, value in zip(found, values, strict=True)]
    return log_odds_against(np.array(chances).reshape(-1, 3))


def load_recognizer(directory: Path | None = None) -> Recognizer:
    """Return the recognizer for the models in `directory`; raise ModelFileError if one is missing."""
    with _LOADING:
        return _load(directory or MODELS)


@cache
def _load(directory: Path) -> Recognizer:
    return Recognizer(Network.load(directory), Confidence.load(directory), Detector.load(directory))


def _grey(picture: np.ndarray) -> np.ndarray:
    """Return the picture (h, w, 3) uint8 as the detector takes it: (h, w) float32 in 0..1."""
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) / np.float32(255)


def _in_full(box: tuple[float, float, float, float], page: Page) -> tuple[int, int, int, int]:
    """Return where a box in the picture lies in it before it was reduced."""
    scale = page.size[0] / page.picture.shape[1]
    return tuple(
        min(max(round(edge * scale), 0), most) for edge, most in zip(box, 2 * page.size, strict=True)
    )


def _ink(page: Page) -> np.ndarray:
    """Return (h, w) uint8: the ink of all that was found, on the grid of the picture."""
    shown = np.zeros(page.picture.shape[:2], np.float32)
    for found in page.found:
        left, top, right, bottom = (round(edge) for edge in found.box)
        right, bottom = max(right, left + 1), max(bottom, top + 1)
        ink = cv2.resize(found.ink, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
        place = shown[top:bottom, left:right]
        np.maximum(place, ink[: place.shape[0], : place.shape[1]], out=place)
    return np.round(255 * shown).astype(np.uint8)


def _summary(page: Page, digits: tuple[Digit, ...]) -> str:
    if not digits:
        return NOTHING
    if not any(digit.accepted for digit in digits):
        return NO_DIGITS
    dark = sum(found.dark for found in page.found) * 2 >= len(page.found)
    kind = "Dark ink on light paper" if dark else "Light ink on dark paper"
    return f"{kind}; {len(digits)} digit" + "s" * (len(digits) > 1) + "."
