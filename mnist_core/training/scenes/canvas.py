"""The canvas of a scene: its picture as it comes into being, and the digits that stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

SUBPIXEL_BITS = 4
SOLID = 0.4  # of full strength: ink that is no soft rim
CHARACTER = 10  # the value of what stands as a digit does, but is none


@dataclass(frozen=True)
class Placed:
    """A digit or a letter on the canvas.

    value: 0 to 9, or CHARACTER.
    box: (left, top, right, bottom) of its solid ink, which may reach beyond the canvas.
    seen: 0..1, the share of its ink that lies on the canvas.
    """

    value: int
    box: tuple[int, int, int, int]
    seen: float

    @property
    def size(self) -> int:
        """The longer side of its box, in pixels."""
        return max(self.box[3] - self.box[1], self.box[2] - self.box[0])


@dataclass
class Canvas:
    """A picture in the making: brightness in 0..1, dark ink on light paper until the light is set.

    paper: (h, w) float32, what is written on.
    ink: (h, w) float32, how much of the paper ink of any kind covers.
    owner: (h, w) int16, the number of the digit to which each pixel of ink belongs, counted from 1; else 0.
    placed: the digits, in the order of their numbers.
    strength: 0..1, how dark this picture's pen is.
    """

    paper: np.ndarray
    ink: np.ndarray
    owner: np.ndarray
    strength: float = 1.0
    placed: list[Placed] = field(default_factory=list)

    @classmethod
    def blank(cls, height: int, width: int) -> Canvas:
        """Return an empty canvas of white paper."""
        return cls(
            np.ones((height, width), np.float32),
            np.zeros((height, width), np.float32),
            np.zeros((height, width), np.int16),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.ink.shape

    def write(self, glyph: np.ndarray, left: int, top: int, value: int) -> None:
        """Put a `glyph` (h, w) float32 in 0..1 on the canvas and note whose ink it is."""
        height, width = glyph.shape
        x0, y0 = max(left, 0), max(top, 0)
        x1, y1 = min(left + width, self.shape[1]), min(top + height, self.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        part = glyph[y0 - top : y1 - top, x0 - left : x1 - left]
        place = np.s_[y0:y1, x0:x1]
        solid = float(SOLID * glyph.max())
        own = (part > solid) & (part >= self.ink[place])
        x, y, w, h = cv2.boundingRect((glyph > solid).view(np.uint8))
        self.placed.append(
            Placed(value, (left + x, top + y, left + x + w, top + y + h), float(part.sum() / glyph.sum()))
        )
        self.owner[place][own] = len(self.placed)
        self.ink[place] = np.maximum(self.ink[place], part * self.strength)

    def mark(self, ink: np.ndarray) -> None:
        """Add `ink` (h, w) float32 in 0..1 that belongs to no digit; what it covers of a digit stays its."""
        np.maximum(self.ink, ink, out=self.ink)

    def lines(
        self,
        lines: Sequence[np.ndarray],
        thickness: float,
        strength: float | None = None,
        dash: float = 0.0,
    ) -> None:
        """Draw lines, each (k, 2) x and y in pixels, as ink that belongs to no digit.

        `dash` is the length in pixels of a dash and the gap after it; 0 for a line that is not broken.
        """
        ink = (self.strength if strength is None else strength) * drawn(self.shape, lines, thickness)
        if dash:
            y, x = np.indices(self.shape)
            ink[(x + y) % dash > 0.6 * dash] = 0
        self.mark(ink)

    def hide(self, where: np.ndarray) -> None:
        """Take away the ink `where` (h, w) bool it is covered, and note how much is left of each digit."""
        before = np.bincount(self.owner.ravel(), minlength=len(self.placed) + 1)
        self.ink[where] = 0
        self.owner[where] = 0
        left = np.bincount(self.owner.ravel(), minlength=len(self.placed) + 1) / np.maximum(before, 1)
        self.placed = [
            replace(placed, seen=placed.seen * float(share))
            for placed, share in zip(self.placed, left[1:], strict=True)
        ]

    def free(self, distance: int) -> np.ndarray:
        """Return (h, w) bool: where no digit is within `distance` pixels."""
        near = cv2.dilate((self.owner > 0).view(np.uint8), np.ones((2 * distance + 1,) * 2, np.uint8))
        return near == 0


def drawn(shape: tuple[int, int], lines: Sequence[np.ndarray], thickness: float) -> np.ndarray:
    """Return (h, w) float32 in 0..1: lines, each (k, 2) x and y; what is thinner than a pixel is faint."""
    canvas = np.zeros(shape, np.uint8)
    points = [np.round(np.asarray(line) * 2**SUBPIXEL_BITS).astype(np.int32) for line in lines]
    cv2.polylines(canvas, points, False, 255, max(1, round(thickness)), cv2.LINE_AA, SUBPIXEL_BITS)
    return canvas * np.float32(min(1.0, thickness) / 255)
