"""The recognizer: a picture to a `Reading`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock

import cv2
import numpy as np
from PIL import Image

from mnist_core.detection.crops import with_margin
from mnist_core.detection.detector import Detector
from mnist_core.detection.dots import joined_dots
from mnist_core.detection.ink import Ink
from mnist_core.detection.inks import separate_inks
from mnist_core.detection.looking import Look
from mnist_core.detection.marks import without_marks
from mnist_core.detection.noise import without_specks
from mnist_core.detection.objects import without_objects
from mnist_core.detection.panels import off_their_panels
from mnist_core.detection.paper import paper_alone
from mnist_core.detection.pieces import MAIN, MOST_REGIONS, find_pieces
from mnist_core.detection.plausibility import (
    BLOT,
    NO_STROKES,
    NOT_DIGITS,
    is_blot,
    is_page_of_digits,
    made_of_strokes,
)
from mnist_core.detection.regions import Box, Region, union
from mnist_core.detection.segmentation import find_rows
from mnist_core.detection.strength import FULL
from mnist_core.io.images import load_reduced
from mnist_core.io.reduction import enlarged
from mnist_core.paths import MODELS
from mnist_core.reading import Digit, Reading
from mnist_core.recognition.arbiter import is_no_number, looks_better
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.glyphs import Glyph, Search, find_glyphs, search_together, take_as_glyph
from mnist_core.recognition.judge import Judge
from mnist_core.recognition.looker import Looker, Seen
from mnist_core.recognition.network import Network
from mnist_core.recognition.normalization import mnist_pixels

WORKING_SIDE = 1200  # pixels: larger pictures are reduced to this before anything else
LEAST_SIDE = 84  # pixels: smaller ones are enlarged, or the soft rims of strokes would be lost
_LOADING = Lock()  # or many first calls at once would load as many recognizers
NO_INK = "No ink found: nothing in this picture stands out clearly from its background."
TURNED = "The picture was turned the right way up."
SMALLER = "It may hold more, too small to be read: crop the picture to them."
TOO_SMALL = "If these are digits, they are too small to be read: crop the picture to some of them."


@dataclass(frozen=True, eq=False)
class Page:
    """A picture ready for the network, with its size before it was reduced and the search for its digits.

    Ink and digits lie in a `margin` around the picture, as wide in pixels of it.
    """

    size: tuple[int, int]
    picture: np.ndarray
    ink: Ink
    search: Search
    margin: int

    @property
    def shown_ink(self) -> np.ndarray:
        """The ink's strength (h, w) uint8 on the grid of the picture."""
        height, width = self.picture.shape[:2]
        return self.ink.strength[self.margin :, self.margin :][:height, :width]

    def place(self, box: Box) -> Box:
        """Return where a `box` among the ink lies in the picture before it was reduced."""
        scale = self.size[0] / self.picture.shape[1]
        return _scaled([edge - self.margin for edge in box], scale, self.size)


class Recognizer:
    """Reads handwritten digits; every method may be called from many threads."""

    def __init__(self, network: Network, confidence: Confidence, detector: Detector):
        self.network = network
        self.confidence = confidence
        self._judge = Judge(network, confidence)
        self._looker = Looker(network, confidence, detector)

    def read(self, image: bytes | str | Path | Image.Image | np.ndarray) -> Reading:
        """Return what is written in `image`; raise InvalidImageError if it is no picture."""
        return self.read_pages([self.prepare(image)])[0]

    def prepare(self, image: bytes | str | Path | Image.Image | np.ndarray) -> Page:
        """Return `image` ready for the network; raise InvalidImageError if it is no picture."""
        picture, size = load_reduced(image, WORKING_SIDE)
        clean = without_specks(picture)
        ready = mnist_pixels(clean)
        margin = 0
        if ready is not None:
            dark = bool(clean[0, 0, 0] > 127)
            ink = Ink(np.uint8(np.round(FULL * ready)), dark, 0.0, 0.0, contrast=FULL, is_alone=True)
            search = take_as_glyph(ready, Region((0, 0, *size), ready).part(ready > 0))
        else:
            picture, clean = enlarged(picture, LEAST_SIDE), enlarged(clean, LEAST_SIDE)
            framed, margin = with_margin(clean)
            ink = separate_inks(paper_alone(framed))
            pieces = find_pieces(ink)
            for step in (off_their_panels, joined_dots, without_marks, without_objects):
                pieces, ink = step(pieces, ink)
            search = find_glyphs(find_rows(pieces, ink))
        return Page(size, picture, ink, search, margin)

    def read_pages(self, pages: Sequence[Page]) -> list[Reading]:
        """Return what is written on each page; they go through the network together."""
        found = search_together([page.search for page in pages], self._judge)
        return [self._better(self._reading(page, glyphs)) for page, glyphs in zip(pages, found, strict=True)]

    def _better(self, reading: Reading) -> Reading:
        """Return the reading, or of a number what the looker makes of it, if that looks more like digits.

        The rules that find ink and pieces read one digit better than the looker does, and most numbers worse.
        """
        if len(reading.digits) == 1 and reading.digits[0].accepted:
            return reading
        seen = self._looker.look(reading.picture)
        if looks_better(seen, reading, self.confidence):
            return _as_seen(reading, seen)
        if is_no_number(seen, reading):
            return replace(reading, digits=(_refused(reading.digits),), summary=NOT_DIGITS)
        return reading if reading.digits or not seen.has_smaller else replace(reading, summary=TOO_SMALL)

    def _reading(self, page: Page, glyphs: list[Glyph]) -> Reading:
        strokes = [made_of_strokes(glyph.region) for glyph in glyphs]
        digits = _without_small_strangers(
            [self._digit(*each, page) for each in zip(glyphs, strokes, strict=True)]
        )
        drawn = [glyph for glyph, is_drawn in zip(glyphs, strokes, strict=True) if is_drawn]
        if digits and not self._are_a_page(digits, _share(drawn, page.ink), page.ink.clutter):
            digits = (_refused(digits),)
        return Reading(digits, _summary(page.ink, digits), page.size, page.picture, page.shown_ink)

    def _are_a_page(self, digits: tuple[Digit, ...], strokes: float, clutter: float) -> bool:
        """Whether all that was found makes a page of digits; the rest is as for `is_page_of_digits`.

        What is no digit and much smaller than one, such as a minus, is left aside if half of all are digits.
        """
        certain = [digit for digit in digits if self._is_certain(digit)]
        if 2 * len(certain) >= len(digits):
            digits = _large(digits)
        accepted = [digit.accepted for digit in digits]
        return is_page_of_digits(accepted, [*map(self._is_certain, digits)], strokes, clutter)

    def _is_certain(self, digit: Digit) -> bool:
        return digit.accepted and not self.confidence.doubt(digit.probabilities)

    def classify(self, pixels: np.ndarray) -> np.ndarray:
        """Return calibrated probabilities (n, 10) for (n, 28, 28) images."""
        return self.confidence.calibrate(self.network.classify(pixels)[1])

    def looks(self, image: bytes | str | Path | Image.Image | np.ndarray) -> list[Look]:
        """Return each look of the detector at `image`; raise InvalidImageError if it is no picture."""
        return self._looker.looks(load_reduced(image, WORKING_SIDE)[0])

    def feature_maps(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """Return {"conv1": (26, 26, 32), "conv2": (11, 11, 64)} float32 for one (28, 28) image."""
        return self.network.feature_maps(pixels)

    def _digit(self, glyph: Glyph, is_drawn: bool, page: Page) -> Digit:
        probabilities = glyph.probabilities
        refusal = self.confidence.refusal(probabilities, glyph.novelty)
        if not refusal and not is_drawn:
            refusal = NO_STROKES
        if not refusal and is_blot(glyph.region):
            refusal = BLOT
        value = glyph.value
        return Digit(
            value=value,
            confidence=float(probabilities[value]),
            accepted=not refusal,
            probabilities=probabilities,
            pixels=glyph.pixels,
            box=page.place(glyph.region.box),
            refusal=refusal,
        )


def load_recognizer(directory: Path | None = None) -> Recognizer:
    """Return the recognizer for the models in `directory`; raise ModelFileError if one is missing."""
    with _LOADING:
        return _load(directory or MODELS)


@cache
def _load(directory: Path) -> Recognizer:
    # Readings go side by side: with more threads for each, they take a quarter more of the processor.
    cv2.setNumThreads(1)
    return Recognizer(Network.load(directory), Confidence.load(directory), Detector.load(directory))


def _as_seen(reading: Reading, seen: Seen) -> Reading:
    """Return the reading of what the looker has seen in the picture of `reading`."""
    picture = np.ascontiguousarray(np.rot90(reading.picture, seen.quarters))
    size = reading.size[::-1] if seen.quarters % 2 else reading.size
    scale = size[0] / picture.shape[1]
    digits = tuple(replace(digit, box=_scaled(digit.box, scale, size)) for digit in seen.digits)
    said = [_told(seen.dark, len(digits)) + "."]
    said += [TURNED] * bool(seen.quarters) + [SMALLER] * seen.has_smaller
    return Reading(digits, " ".join(said), size, picture, seen.ink)


def _scaled(box: Sequence[float], scale: float, size: tuple[int, int]) -> Box:
    """Return the box in whole pixels of a picture (width, height) that is `scale` times as large."""
    return tuple(min(max(round(edge * scale), 0), most) for edge, most in zip(box, 2 * size, strict=True))


def _share(glyphs: list[Glyph], ink: Ink) -> float:
    """Return the share of the picture's ink that is in `glyphs`."""
    return FULL * sum(float(glyph.region.strength.sum()) for glyph in glyphs) / cv2.sumElems(ink.strength)[0]


def _without_small_strangers(digits: Sequence[Digit]) -> tuple[Digit, ...]:
    """Leave out what is no digit if all of it is much smaller than a digit: print, dirt, a binder's holes."""
    large = _large(digits)
    return large if all(digit.accepted for digit in large) else tuple(digits)


def _large(digits: Sequence[Digit]) -> tuple[Digit, ...]:
    """Return the digits, and what is no digit and not much lower than these."""
    tallest = max((_height(digit) for digit in digits if digit.accepted), default=0)
    return tuple(digit for digit in digits if digit.accepted or _height(digit) >= MAIN * tallest)


def _height(digit: Digit) -> int:
    return digit.box[3] - digit.box[1]


def _refused(digits: tuple[Digit, ...]) -> Digit:
    """Return all things found in a picture as one that is refused, with the guess of the largest."""
    largest = max(digits, key=lambda digit: (digit.box[2] - digit.box[0]) * (digit.box[3] - digit.box[1]))
    return replace(largest, accepted=False, box=union([digit.box for digit in digits]), refusal=NOT_DIGITS)


def _summary(ink: Ink, digits: tuple[Digit, ...]) -> str:
    if not digits:
        return NO_INK
    if digits[0].refusal == NOT_DIGITS:
        return NOT_DIGITS
    limit = f"; the picture may hold more than the {MOST_REGIONS} that are read"
    return f"{_told(ink.dark, len(digits))}{limit if len(digits) >= MOST_REGIONS else ''}."


def _told(is_dark: bool, count: int) -> str:
    kind = "Dark ink on light paper" if is_dark else "Light ink on dark paper"
    return f"{kind}; {count} digit" + "s" * (count > 1)
