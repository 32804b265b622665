"""Objects in view beside what is written: a pen, a finger, an eraser, a binding, another sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from mnist_core.detection.ink import Ink
from mnist_core.detection.pieces import FLAT, MAIN
from mnist_core.detection.plausibility import PAGE, is_blot
from mnist_core.detection.regions import Region, erased
from mnist_core.detection.strength import CERTAIN, FULL, POSSIBLE
from mnist_core.detection.strokes import stroke_width

SMALLEST = 80  # pixels a side: smaller pictures show a digit and little beside it
LARGE = 0.06  # of the picture's shorter side: what is smaller matters little beside a digit
WRITTEN = 0.1  # of the picture's shorter side, and
BESIDE = 0.3  # of an object's length: what is as long beside it may be a digit
NEAR = 0.03  # of the picture's longer side: what ends so near to the frame may go on beyond it
ALIKE = 0.8  # times as dark: what one pen writes in one light
BROADER = 2.0  # times as broad as the strokes, each where it is broadest: drawn with no pen of theirs
FILLED = 0.8  # of its convex hull: a finger, or the end of a pen
COVERED = 0.4  # of its upright box: no blot covers less, unless it is slender
SLENDER = 0.1  # as broad as long: a pen is fourteen times as long as it is thick
LONGER = 1.7  # times as long as the digits: no 1 is
LEAST_BESIDE_PEN = 0.13  # of the picture's longer side: a digit written for a picture of it and the pen
STRAIGHT = 0.85  # of the rectangle around it is filled by a pen, less by a 1


def without_objects(pieces: list[Region], ink: Ink) -> tuple[list[Region], Ink]:
    """Return the pieces, and the ink, without the objects that lie beside what is written."""
    objects = _objects(pieces, ink.strength.shape)
    if not objects:
        return pieces, ink
    strength = erased([*objects], ink.strength)
    written = [piece for piece in pieces if piece not in objects]
    return written, replace(ink, strength=strength, stroke_width=stroke_width(strength > CERTAIN))


def _objects(pieces: Sequence[Region], shape: tuple[int, int]) -> set[Region]:
    """Return the objects in a picture of this `shape`; none in a small one, or on a page of many things."""
    if min(shape) < SMALLEST:
        return set()
    large = [piece for piece in pieces if _length(piece) >= LARGE * min(shape)]
    whole = [piece for piece in large if not _is_near_frame(piece, shape)]
    if len(large) < 2 or len(whole) > PAGE:
        return set()
    objects = {piece for piece in large if _is_pen(piece, whole, shape)}
    whole = [piece for piece in whole if piece not in objects]
    objects |= {piece for piece in whole if _is_eraser(piece, whole)}
    digits = [piece for piece in whole if piece not in objects and piece.width <= FLAT * piece.height]
    digit = max(digits, key=_length, default=None)
    if digit is None or _length(digit) < WRITTEN * min(shape):
        return objects
    near = [piece for piece in large if _is_near_frame(piece, shape)]
    like = [piece for piece in near if MAIN * _length(digit) <= _length(piece) <= _length(digit) / BESIDE]
    return objects | _strange(like, digit)


def _strange(pieces: Sequence[Region], digit: Region) -> set[Region]:
    """Return those that the pen of `digit` did not write: fainter, or filled and far broader."""
    contrast, broad = _contrast(digit), BROADER * _broadest(digit)
    return {
        piece
        for piece in pieces
        if _contrast(piece) < ALIKE * contrast or (_is_filled(piece) and _broadest(piece) > broad)
    }


def _is_pen(piece: Region, pieces: Sequence[Region], shape: tuple[int, int]) -> bool:
    """Whether `piece` is a pen that lies beside a digit, and no 1 beside a label."""
    least = LEAST_BESIDE_PEN * max(shape)
    if np.hypot(piece.width, piece.height) < LONGER * least:
        return False
    short, long = _sides(piece)
    if short > SLENDER * long or long < LONGER * least:
        return False
    # The light along a pen may divide it in two, which are no digits.
    others = [other for other in pieces if LONGER * _length(other) <= long or not _is_slender(other)]
    others = [other for other in others if not is_blot(other)]
    digit = max(others, key=_length, default=None)
    if digit is None or not least <= _length(digit) <= long / LONGER:
        return False
    area = np.count_nonzero(piece.strength > POSSIBLE / FULL)
    return area > STRAIGHT * short * long or not _are_alike(_contrast(piece), _contrast(digit))


def _is_slender(piece: Region) -> bool:
    short, long = _sides(piece)
    return short <= SLENDER * long


def _is_eraser(piece: Region, pieces: Sequence[Region]) -> bool:
    """Whether `piece` is a filled shape, far broader than the strokes beside it."""
    if piece.strength.mean() < COVERED or not is_blot(piece):
        return False
    beside = [each for each in pieces if BESIDE * _length(piece) <= _length(each) and not is_blot(each)]
    return bool(beside) and _broadest(piece) > BROADER * _broadest(max(beside, key=_length))


def _are_alike(one: float, other: float) -> bool:
    return min(one, other) >= ALIKE * max(one, other)


def _contrast(piece: Region) -> float:
    return float(piece.strength[piece.strength > 0].mean())


def _is_filled(piece: Region) -> bool:
    return np.count_nonzero(piece.strength > POSSIBLE / FULL) > FILLED * cv2.contourArea(_hull(piece))


def _broadest(piece: Region) -> float:
    """Return how far from its edges a piece reaches, in pixels."""
    inside = np.pad((piece.strength > CERTAIN / FULL).view(np.uint8), 1)
    return float(cv2.distanceTransform(inside, cv2.DIST_L2, 3).max())


def _sides(piece: Region) -> tuple[float, float]:
    """Return how broad and how long in pixels the rectangle is that fits around `piece`, however turned."""
    short, long = sorted(cv2.minAreaRect(_hull(piece))[1])
    return short + 1, long + 1


def _hull(piece: Region) -> np.ndarray:
    mask = (piece.strength > 0).view(np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return cv2.convexHull(np.concatenate(outlines))


def _length(piece: Region) -> int:
    return max(piece.width, piece.height)


def _is_near_frame(piece: Region, shape: tuple[int, int]) -> bool:
    left, top, right, bottom = piece.box
    near = NEAR * max(shape)
    return left <= near or top <= near or right >= shape[1] - near or bottom >= shape[0] - near
