"""What was read in a picture: the one result type that travels from the core to every page and export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

UNKNOWN = "?"


@dataclass(frozen=True, eq=False)
class Digit:
    """One thing found in a picture, with the network's best guess of which digit it is.

    value: 0..9, the best guess even when refused.
    confidence: 0..1, calibrated: the probability of `value`.
    accepted: False when it is not to be called a digit; it then shows as "?".
    probabilities: (10,) float32, calibrated, sum 1.
    pixels: (28, 28) float32 in 0..1, bright ink on black: what the network saw.
    box: (left, top, right, bottom) in pixels of the upright picture, right and bottom exclusive.
    refusal: why it was refused, as a sentence; "" when accepted.
    """

    value: int
    confidence: float
    accepted: bool
    probabilities: np.ndarray
    pixels: np.ndarray
    box: tuple[int, int, int, int]
    refusal: str = ""


@dataclass(frozen=True, eq=False)
class Reading:
    """Everything read in one picture.

    digits: in reading order: rows from top to bottom, each from left to right.
    summary: in words, what was decided ("Dark ink on light paper; 4 digits.").
    size: (width, height) of the upright picture, the space of every `Digit.box`.
    picture: (h, w, 3) uint8, the upright picture, reduced to at most 1,200 pixels a side (strips: 4,800), or
        enlarged to 84 if both sides are shorter.
    ink: (h, w) uint8, the ink that was separated, bright on black, on the grid of `picture`.
    """

    digits: tuple[Digit, ...]
    summary: str
    size: tuple[int, int]
    picture: np.ndarray
    ink: np.ndarray

    @property
    def text(self) -> str:
        """The digits as a string; "?" in the place of each refused one; "" where there is no ink."""
        return "".join(self.rows)

    @property
    def rows(self) -> tuple[str, ...]:
        """The text of each row."""
        return row_texts(self.digits)


def row_texts(digits: Sequence[Digit]) -> tuple[str, ...]:
    """Return the text of each row of the digits, which are in reading order."""
    names = [str(digit.value) if digit.accepted else UNKNOWN for digit in digits]
    numbered = zip(row_numbers(digits), names, strict=True)
    return tuple("".join(name for _, name in row) for _, row in groupby(numbered, itemgetter(0)))


def row_numbers(digits: Sequence[Digit]) -> list[int]:
    """Return for each of the digits, in reading order, the number of its row, counted from 1.

    A digit begins one that is below the digit before it, or further left.
    """
    numbers: list[int] = []
    before = None
    for digit in digits:
        box = digit.box
        if before is None:
            numbers.append(1)
        else:
            is_next = box[1] >= before[3] or box[0] + box[2] < before[0] + before[2]
            numbers.append(numbers[-1] + is_next)
        before = box
    return numbers
