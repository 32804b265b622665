"""How a hand writes digits in a row: with one pen, apart or grown together."""

from __future__ import annotations

import numpy as np

from mnist_core.training.lines import Rng
from mnist_core.training.scenes import pens
from mnist_core.training.scenes.canvas import SOLID, Canvas
from mnist_core.training.scenes.glyphs import Glyphs, Hand
from mnist_core.training.scenes.signs import Sign, any_sign, drawn_sign

UNEVEN = 0.07  # of a digit's size: how much the digits of one hand differ
VERY_UNEVEN = 0.3  # those of a hand in twelve
TINIEST = 2.0  # pixels
TINY = 7.0  # pixels: digits smaller than this look so much alike
ENOUGH = 12  # that a hand writes no more than these, again and again: pages full of them take long to make


class Spacing:
    """The gaps between the digits of a row, in their size: below 0 they grow together."""

    def __init__(self, closest: float, widest: float):
        self.closest, self.widest = closest, widest

    @classmethod
    def any(cls, rng: Rng) -> Spacing:
        """Return a spacing: grown together, close, or wide."""
        kind = rng.random()
        if kind < 0.3:
            return cls(-0.2, 0.0)
        if kind < 0.6:
            return cls(-0.08, 0.15)
        middle = np.exp(rng.uniform(np.log(0.08), np.log(1.2)))
        return cls(0.6 * middle, 1.4 * middle)

    def gap(self, rng: Rng) -> float:
        """Return the next gap."""
        return rng.uniform(self.closest, self.widest)


class Writer:
    """One hand with one pen, which writes on a canvas."""

    def __init__(self, canvas: Canvas, glyphs: Glyphs, rng: Rng, letters: float | None = None):
        self.canvas, self.glyphs, self.rng = canvas, glyphs, rng
        self.hand: Hand = glyphs.hand(rng)
        self.pen = pens.any_pen(rng)
        self.uneven = VERY_UNEVEN if rng.random() < 1 / 12 else UNEVEN
        self.tiny: list[tuple[np.ndarray, int]] = []
        self.signs = rng.uniform(0.1, 0.6) if rng.random() < 0.3 else 0.0
        self.letters = (0.25 if rng.random() < 0.07 else 0.0) if letters is None else letters

    def glyph(self, size: float) -> tuple[np.ndarray, int]:
        """Return a digit, or now and then a letter, about `size` pixels long, and its value."""
        if len(self.tiny) == ENOUGH:
            return self.tiny[self.rng.integers(ENOUGH)]
        kind = self.glyphs.letter if self.rng.random() < self.letters else self.glyphs.digit
        value, draw = kind(self.hand, self.rng)
        size *= np.exp(self.rng.normal(0, self.uneven))
        glyph = self.pen(draw(max(size, TINIEST), self.rng), self.rng), value
        if size < TINY:
            self.tiny.append(glyph)
        return glyph

    def row(self, left: int, top: float, size: float, count: int, spacing: Spacing) -> int:
        """Write up to `count` digits from `left` on, and signs between; return where the row ends.

        It ends at the edge of the canvas.
        """
        before: tuple[np.ndarray, int, int] | None = None
        slope = self.rng.normal(0, 0.04)
        feet = self.rng.random() < 0.6  # they stand on a line; else they float about its middle
        for _ in range(count):
            glyph, value = self.glyph(size)
            height, width = glyph.shape
            drop = (size - height) * (1.0 if feet else self.rng.random())
            y = round(top + drop + slope * left + self.rng.normal(0, 0.05) * size)
            x = left if before is None else _beside(*before, glyph, y, spacing.gap(self.rng) * size)
            if x + 0.7 * width > self.canvas.shape[1]:
                return self.canvas.shape[1]
            self.canvas.write(glyph, x, y, value)
            before, left = (glyph, x, y), x + width
            if self.rng.random() < self.signs:
                before, left = None, self.sign(any_sign(self.rng), left, y + height, size)
        return left

    def sign(self, sign: Sign, left: int, foot: float, size: float) -> int:
        """Write a sign after a digit that ends at `left`, and return where the next may begin."""
        gaps = size * self.rng.uniform(0.08, 0.4, 2)
        ink, width = drawn_sign(sign, self.canvas.shape, left + gaps[0], foot, size, self.rng)
        self.canvas.mark(self.canvas.strength * ink)
        return round(left + gaps.sum() + width)


def _beside(glyph: np.ndarray, left: int, top: int, after: np.ndarray, y: int, gap: float) -> int:
    """Return where `after` begins if its ink comes within `gap` pixels of the ink of `glyph` in some line."""
    first, last = max(top, y), min(top + glyph.shape[0], y + after.shape[0])
    one, two = glyph[first - top : last - top] > SOLID, after[first - y : last - y] > SOLID
    level = one.any(1) & two.any(1) if last > first else np.zeros(0, bool)
    if not level.any():
        return round(left + glyph.shape[1] + gap)
    ends = one.shape[1] - one[:, ::-1].argmax(1)
    return round(left + int((ends - two.argmax(1))[level].max()) + gap)
