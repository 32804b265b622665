"""The looker: digits as the detector finds them, and as the networks name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from mnist_core.detection.alone import find_alone
from mnist_core.detection.choice import Box, choose
from mnist_core.detection.detector import MOST, Detector, Found
from mnist_core.detection.extraction import Ink
from mnist_core.detection.looking import Look
from mnist_core.detection.outputs import CHARACTER
from mnist_core.detection.slant import levelled, moved, slant
from mnist_core.io.reduction import along_widest
from mnist_core.reading import Digit
from mnist_core.recognition.confidence import Confidence, log_odds_against
from mnist_core.recognition.network import Network
from mnist_core.recognition.normalization import SIDE, normalize
from mnist_core.recognition.page import as_one, sense

CLEAR = 20.0  # log-odds for what is found on a page, in the mean, from which on it is not tried turned
LEAST = 4  # digits: with fewer, a page does not say which way up it is
SLANTED = 7.0  # degrees: rows that fall or rise by more are made level
SENSE = 0.8  # the share of accepted digits that a turned page has
MORE = 1.5  # times as much speaks for a turned page as for the page as it is
SURE = 20.0  # log-odds in the mean, from which on what is read is more than another guess
UNREAD = 0.35  # the least heat of what is shown though it is not read
NO_DIGIT = "It looks like a letter or a sign."


@dataclass(frozen=True, eq=False)
class Seen:
    """What the looker makes of a picture.

    digits: in reading order, their boxes in pixels of the picture.
    noticed: the boxes of all that may be a digit, also of what is too faint or too small to be read.
    evidence: the sum of the log-odds by which digits are accepted.
    ink: (h, w) uint8, the ink of all of them, on the grid of the picture.
    dark: whether most of them are darker than their paper.
    has_smaller: whether there may be more digits, too small to be read.
    quarters: by how many quarters, anticlockwise, the picture was turned for it; all the rest lies in that.
    """

    digits: tuple[Digit, ...]
    noticed: list[tuple[float, float, float, float]]
    evidence: float
    ink: np.ndarray
    dark: bool
    has_smaller: bool = False
    quarters: int = 0


class Looker:
    """Finds digits with a network; may be called from many threads."""

    def __init__(self, network: Network, confidence: Confidence, detector: Detector):
        self._network = network
        self._confidence = confidence
        self._detector = detector

    def looks(self, picture: np.ndarray) -> list[Look]:
        """Return what the detector sees in a picture (h, w, 3) uint8, look by look."""
        return list(self._detector.looks(along_widest(picture) / np.float32(255)))

    def look(self, picture: np.ndarray) -> Seen:
        """Return what is written in a picture (h, w, 3) uint8.

        What is alone on its paper is all of it one digit, if the networks agree. If they do not, it may be
        several that touch, or among what the detector knows and contrast does not tell.
        """
        refused: Seen | None = None
        grey = along_widest(picture)
        for ink in find_alone(grey):
            alone = self._take(normalize(ink.strength), ink, grey.shape)
            if alone.digits[0].accepted:
                return alone
            refused = refused or alone
        searched = self._search(grey)
        return searched if refused is None or _is_surer(searched, refused) else refused

    def take(self, pixels: np.ndarray, picture: np.ndarray) -> Seen:
        """Return the one digit of a picture (h, w, 3) uint8 that has MNIST's geometry, as `pixels`."""
        height, width = picture.shape[:2]
        dark = bool(picture[0, 0, 0] > 127)
        ink = Ink(cv2.resize(pixels, (width, height)), (0, 0, width, height), dark, 1.0)
        return self._take(pixels, ink, (height, width))

    def _take(self, pixels: np.ndarray, ink: Ink, shape: tuple[int, int]) -> Seen:
        """Return `ink` as the one digit of a picture of this shape, as the networks see it in `pixels`."""
        probabilities = self._confidence.calibrate(self._network.classify(pixels[None])[1])
        novelty = float(self._confidence.novelty(pixels[None], probabilities)[0])
        digit = self._digit(pixels, probabilities[0], novelty, ink.box)
        evidence = max(self._confidence.threshold - novelty, 0.0)
        return Seen((digit,), [ink.box], evidence, _drawn([(ink.strength, ink.box)], shape), ink.dark)

    def _search(self, grey: np.ndarray) -> Seen:
        """Return what the detector finds in a picture `grey` (h, w) uint8.

        A page that makes little sense is read with its rows level, and turned by quarters as well, and as it
        makes most sense.
        """
        upright = self._see(grey, 0)
        if abs(fall := slant(upright.noticed)) >= SLANTED:
            level = self._see_level(grey, fall)
            if sense(level.digits) >= SENSE and level.evidence > upright.evidence:
                upright = level
        if len(upright.noticed) < LEAST // 2 or upright.evidence >= CLEAR * max(len(upright.digits), 1):
            return upright
        best = max((self._see(grey, turn, MOST // 20) for turn in (1, 2, 3)), key=lambda seen: seen.evidence)
        makes_sense = len(best.digits) >= LEAST and sense(best.digits) >= SENSE
        is_better = makes_sense and best.evidence >= MORE * upright.evidence
        return self._see(grey, best.quarters) if is_better else upright

    def _see_level(self, grey: np.ndarray, fall: float) -> Seen:
        """Return what is seen in the picture when rows that fall by so many degrees are made level."""
        level, back = levelled(grey, fall)
        seen = self._see(level, 0)
        return replace(
            seen,
            digits=tuple(
                replace(digit, box=tuple(map(round, moved(digit.box, back)))) for digit in seen.digits
            ),
            noticed=[moved(box, back) for box in seen.noticed],
            ink=cv2.warpAffine(seen.ink, back, grey.shape[::-1]),
        )

    def _see(self, grey: np.ndarray, quarters: int, most: int = MOST) -> Seen:
        """Return what is seen in the picture turned by quarters, in looks of about `most` pixels together."""
        grey = np.ascontiguousarray(np.rot90(grey, quarters))
        found, has_smaller = self._detector.find(grey / np.float32(255), most)
        pixels = np.array([normalize(each.ink) for each in found], np.float32).reshape(-1, SIDE, SIDE)
        probabilities = self._confidence.calibrate(self._network.classify(pixels)[1])
        novelty = self._confidence.novelty(pixels, probabilities)
        values = probabilities.argmax(axis=1)
        novelty = novelty + self._confidence.objection(doubts_of(found, values), values)
        # The networks choose among what several looks show: that which they would rather call digits.
        noticed = choose([each.box for each in found], [each.look for each in found], -novelty)
        kept = [i for i in noticed if novelty[i] <= self._confidence.threshold or found[i].heat >= UNREAD]
        evidence = np.maximum(self._confidence.threshold - novelty[kept], 0)
        digits = as_one(
            [
                self._digit(pixels[i], probabilities[i], float(novelty[i]), found[i].box, found[i].votes)
                for i in kept
            ],
            evidence,
            [found[i].contrast for i in kept],
            grey.shape,
        )
        return Seen(
            digits,
            [found[i].box for i in noticed],
            float(evidence.sum()),
            _drawn([(found[i].ink, found[i].box) for i in kept], grey.shape),
            2 * sum(found[i].dark for i in kept) >= len(kept),
            has_smaller,
            quarters,
        )

    def _digit(
        self,
        pixels: np.ndarray,
        probabilities: np.ndarray,
        novelty: float,
        box: Sequence[float],
        votes: np.ndarray | None = None,
    ) -> Digit:
        value = int(probabilities.argmax())
        refusal = self._confidence.refusal(probabilities, novelty)
        if refusal and votes is not None and votes.argmax() == CHARACTER:
            refusal = NO_DIGIT
        return Digit(
            value=value,
            confidence=float(probabilities[value]),
            accepted=not refusal,
            probabilities=probabilities,
            pixels=pixels,
            box=tuple(round(edge) for edge in box),
            refusal=refusal,
        )


def doubts_of(found: Sequence[Found], values: np.ndarray) -> np.ndarray:
    """Return (n, 3): the detector's doubts that what was found are digits of the `values` (n,)."""
    chances = [(each.votes[value], each.heat, each.sight) for each, value in zip(found, values, strict=True)]
    return log_odds_against(np.array(chances).reshape(-1, 3))


def _is_surer(searched: Seen, alone: Seen) -> bool:
    """Whether the search says more of a picture than that what is alone in it is no digit.

    In one of many looks, a part of a letter would pass for a digit.
    """
    accepted = sum(digit.accepted for digit in searched.digits)
    are_several = accepted > 1 and accepted == len(searched.digits)
    is_on_it = searched.dark != alone.dark
    return accepted > 0 and (are_several or is_on_it or searched.evidence >= SURE * accepted)


def _drawn(inks: Sequence[tuple[np.ndarray, Box]], shape: tuple[int, int]) -> np.ndarray:
    """Return (h, w) uint8: each ink in its box, in a picture of this shape."""
    shown = np.zeros(shape, np.float32)
    for strength, box in inks:
        left, top, right, bottom = (round(edge) for edge in box)
        right, bottom = max(right, left + 1), max(bottom, top + 1)
        ink = cv2.resize(strength, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
        place = shown[top:bottom, left:right]
        np.maximum(place, ink[: place.shape[0], : place.shape[1]], out=place)
    return np.round(255 * shown).astype(np.uint8)
