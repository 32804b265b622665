"""What the things found on one page say about each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mnist_core.reading import Digit

CROWD, FEW = 5, 0.5  # among as many things and more of which fewer are digits, none is taken for one
CROWDED = "It stands among much that is no digit. If it is one, crop the picture to it."
SMALL = 0.25  # of the size that most of the writing has: what is smaller is dirt, print or another's


def as_one(digits: Sequence[Digit]) -> tuple[Digit, ...]:
    """Return the digits of a page, in the same order, as they are to be understood together.

    What is far smaller than the writing is left out, and few digits among much that is none are refused.
    """
    least = SMALL * _size_of_writing([digit.box for digit in digits if digit.accepted])
    kept = tuple(digit for digit in digits if _size(digit.box) >= least)
    if len(kept) >= CROWD and sense(kept) < FEW:
        return tuple(replace(digit, accepted=False, refusal=digit.refusal or CROWDED) for digit in kept)
    return kept


def sense(digits: Sequence[Digit]) -> float:
    """Return the share of the digits that is accepted: how much sense a page makes."""
    return sum(digit.accepted for digit in digits) / max(len(digits), 1)


def _size_of_writing(boxes: Sequence[tuple[int, int, int, int]]) -> int:
    """Return the size in pixels that half of the written area reaches, 0 for no box."""
    sizes = np.sort([_size(box) for box in boxes])
    if not len(sizes):
        return 0
    area = np.cumsum(sizes**2)
    return int(sizes[np.searchsorted(area, area[-1] / 2)])


def _size(box: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = box
    return max(right - left, bottom - top)
