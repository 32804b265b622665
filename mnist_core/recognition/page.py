"""What the things found on one page say about each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mnist_core.detection.boxes import share_of_smaller
from mnist_core.reading import Digit

CROWD, FEW = 5, 0.5  # among as many things and more of which fewer are digits, none is taken for one
CROWDED = "It stands among much that is no digit. If it is one, crop the picture to it."
SMALL = 0.25  # of the size that most of the writing has: what is smaller is dirt, print or another's
LONG = 1.5  # times that size: a bar has no shape but its length, and a longer one is a line, a fold or a pen
CUT = 0.5  # of that size: what is smaller and ends at a side of the picture is cut off there
PALE = 0.35  # of the contrast that half of the writing has: what is paler shows through from the back
ELSE = 0.5  # of the evidence of bars: with more in other digits, these say how large the writing is
PART = 0.2  # of the smaller box: what is none and shares more with a digit is a part of it, or its shadow


def as_one(
    digits: Sequence[Digit], evidence: Sequence[float], contrasts: Sequence[float], shape: tuple[int, int]
) -> tuple[Digit, ...]:
    """Return the digits of a page, in the same order, as they are to be understood together.

    `evidence` is the log-odds by which each is accepted, 0 if it is not; `contrasts` are those of their ink
    to their paper; `shape` is the page's, (height, width). Left out is what is far smaller or paler than the
    writing, a bar that is longer, what the picture cuts off, and what is no digit but lies on one. Few digits
    among much that is none are refused.
    """
    read = np.array([digit.accepted for digit in digits], bool)
    boxes = np.array([digit.box for digit in digits]).reshape(-1, 4)
    writing = _size_of_writing(digits, np.array(evidence))
    palest = PALE * np.quantile(np.array(contrasts)[read], 0.5, method="higher") if read.any() else 0
    is_part = (share_of_smaller(boxes, boxes[read]) > PART).any(axis=1) & ~read
    kept = tuple(
        digit
        for digit, contrast, part in zip(digits, contrasts, is_part, strict=True)
        if _is_of_size(digit, writing, shape) and contrast >= palest and not part
    )
    if len(kept) >= CROWD and sense(kept) < FEW:
        return tuple(replace(digit, accepted=False, refusal=digit.refusal or CROWDED) for digit in kept)
    return kept


def sense(digits: Sequence[Digit]) -> float:
    """Return the share of the digits that is accepted: how much sense a page makes."""
    return sum(digit.accepted for digit in digits) / max(len(digits), 1)


def _is_of_size(digit: Digit, writing: int, shape: tuple[int, int]) -> bool:
    """Whether a digit on a page of this shape may belong to writing of this size."""
    left, top, right, bottom = digit.box
    size = _size(digit.box)
    ends_at_side = left <= 0 or top <= 0 or right >= shape[1] or bottom >= shape[0]
    if ends_at_side and (size if digit.accepted else min(right - left, bottom - top)) < CUT * writing:
        return False
    return size >= SMALL * writing and (digit.value != 1 or size <= LONG * writing)


def _size_of_writing(digits: Sequence[Digit], evidence: np.ndarray) -> int:
    """Return the size in pixels below which half of what is surely digits lies, by area; 0 where nothing is.

    Bars say nothing about it while there is else to go by: they may be lines. Among bars, length is no sign.
    """
    is_bar = np.array([digit.value == 1 for digit in digits], bool)
    sizes = np.array([_size(digit.box) for digit in digits])
    if evidence[~is_bar].sum() > ELSE * evidence[is_bar].sum():
        evidence = np.where(is_bar, 0, evidence * sizes**2)
    order = np.argsort(sizes)
    sum_up_to = np.cumsum(evidence[order])
    if not sum_up_to.any():
        return 0
    return int(sizes[order][np.searchsorted(sum_up_to, sum_up_to[-1] / 2, side="right")])


def _size(box: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = box
    return max(right - left, bottom - top)
