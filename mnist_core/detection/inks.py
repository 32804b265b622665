"""Inks: what is written with a fainter pen, or in another colour, beside the ink that stands out most."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from mnist_core.detection.ink import LEAST_FULL, Ink, separate_ink
from mnist_core.detection.pieces import MOST_REGIONS, find_pieces
from mnist_core.detection.regions import Region, drawn, shared_height
from mnist_core.detection.strength import CERTAIN, FAINT, FULL, POSSIBLE
from mnist_core.detection.strokes import stroke_width

RIM, LEAST_RIM = 0.3, 3  # stroke widths, and pixels, around ink: its soft edge is no other ink
FAINTEST = 0.28  # of the first ink's contrast: writing on the back of the paper, or erased, is fainter
WIDEST = 2.0  # times as wide as the first ink's strokes
SOFTEST = 1.65  # times as wide as the first ink's: the edge of a stroke; what shows through paper is blurred
LOWEST, TALLEST = 0.6, 1.6  # times as tall as a digit beside it
LEVEL = 0.5  # of the lower one's height: two digits of one row share this
ALIKE = 0.8  # of an ink is in such digits, or it is something else


def separate_inks(picture: np.ndarray) -> Ink:
    """Return the ink of `picture` (h, w, 3) uint8, and a second one if digits beside it are in that.

    Each has full strength at its own contrast. The second is sought where the first is painted over; but
    only pieces that look like its neighbours count, since shadows and dirt are faint too.
    """
    first = separate_ink(picture)
    if first.is_alone:
        return first
    digits = [piece for piece in find_pieces(first)[:MOST_REGIONS] if _is_full(piece)]
    if not digits:
        return first
    strength = drawn(digits, first.strength.shape)
    main = replace(first, strength=strength, stroke_width=stroke_width(strength > CERTAIN))
    second = separate_ink(_painted_over(picture, main))
    return _together(first, second) if _is_another_pen(second, main, digits) else first


def _is_full(piece: Region) -> bool:
    return np.count_nonzero(piece.strength > FAINT / FULL) > LEAST_FULL * np.count_nonzero(piece.strength)


def _painted_over(picture: np.ndarray, ink: Ink) -> np.ndarray:
    """Return the picture (h, w, 3) uint8 with the ink in the colour of the paper around it."""
    reach = max(LEAST_RIM, round(RIM * ink.stroke_width))
    paper = cv2.dilate(ink.strength, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) == 0
    window = (2 * round(2 * ink.stroke_width + reach) + 1,) * 2
    seen = cv2.blur(paper.astype(np.float32), window)[..., None]
    around = cv2.blur(picture * paper[..., None].astype(np.float32), window) / np.maximum(seen, 1e-6)
    around = np.where(seen > 0, around, np.median(picture[paper], axis=0) if paper.any() else 0)
    return np.where(paper[..., None], picture, around.astype(np.uint8))


def _together(first: Ink, second: Ink) -> Ink:
    """Return both as one; what is no ink beside the second is none beside both."""
    strength = cv2.max(first.strength, second.strength)
    share = cv2.countNonZero(second.strength) / cv2.countNonZero(strength)
    width = stroke_width(strength > CERTAIN)
    return replace(first, strength=strength, stroke_width=width, clutter=share * second.clutter)


def _is_another_pen(second: Ink, first: Ink, digits: list[Region]) -> bool:
    """Whether `second` is ink, and written in the rows of the `digits` of `first`, and about as large."""
    return (
        second.dark == first.dark
        and second.contrast > FAINTEST * first.contrast
        and second.stroke_width < WIDEST * first.stroke_width
        and _softness(second) < SOFTEST * _softness(first)
        and _share_beside(second, digits) > ALIKE
    )


def _softness(ink: Ink) -> float:
    """Return how wide the soft edge of the strokes is, in pixels."""
    solid = cv2.threshold(ink.strength, CERTAIN, 1, cv2.THRESH_BINARY)[1]
    outline = cv2.countNonZero(solid - cv2.erode(solid, np.ones((3, 3), np.uint8)))
    near = cv2.dilate(solid, np.ones((2 * LEAST_RIM + 1, 2 * LEAST_RIM + 1), np.uint8))
    soft = cv2.inRange(ink.strength, POSSIBLE + 1, CERTAIN)
    return cv2.countNonZero(cv2.bitwise_and(soft, soft, mask=near)) / max(outline, 1)


def _share_beside(ink: Ink, digits: list[Region]) -> float:
    """Return the share of the ink in pieces that are level with one of the digits, and about as tall."""
    pieces = find_pieces(ink)[:MOST_REGIONS]
    beside = [piece for piece in pieces if any(_is_beside(piece, digit) for digit in digits)]
    return sum(np.count_nonzero(piece.strength) for piece in beside) / max(cv2.countNonZero(ink.strength), 1)


def _is_beside(piece: Region, digit: Region) -> bool:
    is_as_tall = LOWEST * digit.height <= piece.height <= TALLEST * digit.height
    return is_as_tall and shared_height(piece.box, digit.box) >= LEVEL
