"""The looker: digits as the detector finds them, and as the networks name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from mnist_core.detection.alone import find_alone
from mnist_core.detection.choice import choose
from mnist_core.detection.detector import MOST, Detector
from mnist_core.detection.extraction import Ink
from mnist_core.detection.found import Found
from mnist_core.detection.looking import Look
from mnist_core.detection.outputs import CHARACTER
from mnist_core.detection.slant import FEWEST, levelled, moved, slant
from mnist_core.detection.splitter import Splitter
from mnist_core.io.reduction import along_widest, halved
from mnist_core.reading import Digit
from mnist_core.recognition.confidence import Confidence, log_odds_against
from mnist_core.recognition.naming import Named, Namer
from mnist_core.recognition.network import Network
from mnist_core.recognition.page import as_one, sense

CLEAR = 30.0  # log-odds for what is found on a page, in the mean, from which on it is not tried turned
LEAST = 4  # digits: with fewer, a page does not say which way up it is
SIDE, EDGE = 120, 40  # pixels about, in which edges are seen, and grey levels that one has
REST = 0.1  # of the edges: if as many are none of the digits', there may be more of them
NEAR = np.ones((3, 3), np.uint8)
SLANTED = 7.0  # degrees: rows that fall or rise by more are made level
SENSE = 0.8  # the share of accepted digits that a turned page has
MORE = 1.25  # times as much speaks for a turned page as for the page as it is
SURE = 20.0  # log-odds in the mean, from which on what is read is more than another guess
UNREAD = 0.35  # the least heat of what is shown though it is not read


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

    def __init__(self, network: Network, confidence: Confidence, detector: Detector, splitter: Splitter):
        self._namer = Namer(network, confidence)
        self._confidence = confidence
        self._detector = detector
        self._splitter = splitter

    def looks(self, picture: np.ndarray) -> list[Look]:
        """Return what the detector sees in a picture (h, w, 3) uint8, look by look."""
        return list(self._detector.looks(along_widest(picture) / np.float32(255)))

    def look(self, picture: np.ndarray) -> Seen:
        """Return what is written in a picture (h, w, 3) uint8.

        What is alone on its paper is all of it one digit, or several that touch, if the networks agree. If
        they do not, it may be among what the detector knows and contrast does not tell.
        """
        refused: Seen | None = None
        grey = along_widest(picture)
        for ink in find_alone(grey):
            alone = self._seen(self._divided(*self._namer.name([ink])), grey.shape)
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
        return self._seen(self._namer.name([ink], pixels[None]), (height, width))

    def _divided(self, whole: Named) -> list[Named]:
        """Return the digits grown together in what is refused, if the verifier takes it for several and each
        of them is accepted; else it alone.

        Of several ways to divide it, that counts whose parts the networks would rather call digits.
        """
        if not whole.is_several or self._namer.evidence(whole) >= 0:
            return [whole]
        splits = [self._doubted(found) for found in self._splitter.splits(whole.ink)]
        divided = [
            parts
            for parts in splits
            if len(parts) > 1 and all(self._namer.evidence(part) >= 0 for part in parts)
        ]
        return max(divided, key=lambda parts: np.mean(self._evidence(parts)), default=[whole])

    def _doubted(self, found: Sequence[Found]) -> list[Named]:
        """Return each thing found as the networks name it, the doubts of the one that found it counted in."""
        named = self._namer.name([each.ink for each in found])
        values = np.array([each.value for each in named], int)
        objections = self._confidence.objection(doubts_of(found, values), values).tolist()
        return [
            replace(one, objection=objection, is_character=each.votes.argmax() == CHARACTER)
            for one, each, objection in zip(named, found, objections, strict=True)
        ]

    def _seen(self, named: Sequence[Named], shape: tuple[int, int]) -> Seen:
        """Return what is named, in reading order, as what is seen in a picture of this shape."""
        return Seen(
            tuple(self._namer.digit(each) for each in named),
            [each.ink.box for each in named],
            sum(self._evidence(named)),
            _drawn([each.ink for each in named], shape),
            2 * sum(each.ink.dark for each in named) >= len(named),
        )

    def _evidence(self, named: Sequence[Named]) -> list[float]:
        """Return the log-odds by which each is accepted, 0 where it is refused."""
        return [max(self._namer.evidence(each), 0.0) for each in named]

    def _search(self, grey: np.ndarray) -> Seen:
        """Return what the detector finds in a picture `grey` (h, w) uint8.

        A page that makes little sense is read with its rows level, and turned by quarters as well, and as it
        makes most sense.
        """
        upright = self._see(grey, 0)
        if abs(fall := slant(upright.noticed)) >= SLANTED:
            level = self._see_level(grey, fall)
            if _makes_sense(level, FEWEST) and level.evidence > upright.evidence:
                upright = level
        is_clear = upright.evidence >= CLEAR * max(len(upright.digits), 1)
        is_few = len(upright.noticed) < LEAST and all(digit.accepted for digit in upright.digits)
        if is_clear or (is_few and rest(grey, upright.ink) < REST):
            return upright
        best = max((self._see(grey, turn, MOST // 20) for turn in (1, 2, 3)), key=lambda seen: seen.evidence)
        is_better = _makes_sense(best, LEAST) and best.evidence >= MORE * upright.evidence
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
        named = self._doubted(found)
        # The networks choose among what several looks show: that which they would rather call digits.
        noticed = choose(
            [each.ink.box for each in named],
            [each.look for each in found],
            [self._namer.evidence(each) for each in named],
        )
        kept = [i for i in noticed if self._namer.evidence(named[i]) >= 0 or found[i].heat >= UNREAD]
        read = [part for i in kept for part in self._divided(named[i])]
        seen = self._seen(read, grey.shape)
        contrasts = [each.ink.contrast for each in read]
        return replace(
            seen,
            digits=as_one(seen.digits, self._evidence(read), contrasts, grey.shape),
            noticed=[named[i].ink.box for i in noticed],
            has_smaller=has_smaller,
            quarters=quarters,
        )


def doubts_of(found: Sequence[Found], values: np.ndarray) -> np.ndarray:
    """Return (n, 3): the detector's doubts that what was found are digits of the `values` (n,)."""
    chances = [(each.votes[value], each.heat, each.sight) for each, value in zip(found, values, strict=True)]
    return log_odds_against(np.array(chances).reshape(-1, 3))


def rest(grey: np.ndarray, ink: np.ndarray) -> float:
    """Return the share, 0..1, of the edges in `grey` that are none of the `ink`, both (h, w) uint8."""
    edges = cv2.morphologyEx(halved(grey, SIDE), cv2.MORPH_GRADIENT, NEAR) > EDGE
    own = cv2.dilate(halved(ink, SIDE), NEAR, iterations=2) > 0
    return float((edges & ~own).sum()) / max(int(edges.sum()), 1)


def _makes_sense(seen: Seen, least: int) -> bool:
    return len(seen.digits) >= least and sense(seen.digits) >= SENSE


def _is_surer(searched: Seen, alone: Seen) -> bool:
    """Whether the search says more of a picture than that what is alone in it is no digit.

    In one of many looks, a part of a letter would pass for a digit.
    """
    accepted = sum(digit.accepted for digit in searched.digits)
    are_several = accepted > 1 and accepted == len(searched.digits)
    is_on_it = searched.dark != alone.dark
    return accepted > 0 and (are_several or is_on_it or searched.evidence >= SURE * accepted)


def _drawn(inks: Sequence[Ink], shape: tuple[int, int]) -> np.ndarray:
    """Return (h, w) uint8: each ink in its box, in a picture of this shape."""
    shown = np.zeros(shape, np.float32)
    for each in inks:
        left, top, right, bottom = (round(edge) for edge in each.box)
        right, bottom = max(right, left + 1), max(bottom, top + 1)
        ink = cv2.resize(each.strength, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
        place = shown[top:bottom, left:right]
        np.maximum(place, ink[: place.shape[0], : place.shape[1]], out=place)
    return np.round(255 * shown).astype(np.uint8)
