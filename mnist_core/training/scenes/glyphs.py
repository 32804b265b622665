"""Where the digits and letters of a scene come from: MNIST's hands, digits drawn by rule, printed faces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_letters

import cv2
import numpy as np
from matplotlib import get_data_path
from PIL import Image, ImageDraw, ImageFont

from mnist_core.training.forms import strokes
from mnist_core.training.letters import letter
from mnist_core.training.lines import Rng, Stroke
from mnist_core.training.scenes.canvas import CHARACTER, SOLID, drawn
from mnist_core.training.scenes.segments import seven_segments

LARGE = 84  # pixels: an image of MNIST is enlarged to this before its pen is changed; its ink is 60 long
INK = 60
STROKE = 12.0  # pixels: about the width of its strokes there
THINNEST = 0.3  # of a stroke's width: a thinner one is drawn by rule, or it would break
FONT_SIZE = 72
UPRIGHT = 0.85  # the share of hands that slant little
FACES = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold", "DejaVuSerif",
         "DejaVuSerif-Bold", "STIXGeneral", "STIXGeneralBol", "cmss10", "cmtt10")  # fmt: skip


NO_LETTERS = np.zeros((0, 28, 28), np.uint8)

Glyph = Callable[[float, Rng], np.ndarray]  # height in pixels -> (h, w) float32 in 0..1, cut to its ink


@dataclass(frozen=True)
class Hand:
    """How one person writes: one writer's slant, width, pen and way of making digits, all through a number.

    slant: x to the right for each y up; width: of 1; stroke: of the height; source: see `Glyphs`.
    """

    slant: float
    width: float
    stroke: float
    source: str
    writer: int


@dataclass(frozen=True, eq=False)
class Glyphs:
    """The images (n, 28, 28) uint8 that scenes are written with.

    writers: (n,) int, who wrote each digit; letters: (m, 28, 28), none that look like digits.
    """

    images: np.ndarray
    labels: np.ndarray
    writers: np.ndarray
    letters: np.ndarray

    @classmethod
    def of(
        cls,
        images: np.ndarray,
        labels: np.ndarray,
        writers: np.ndarray | None = None,
        letters: np.ndarray | None = None,
    ) -> Glyphs:
        """Return the glyphs of a training set; without `writers`, each image is by a hand of its own."""
        writers = np.arange(len(images)) if writers is None else writers
        order = np.argsort(writers, kind="stable")
        return cls(images[order], labels[order], writers[order], NO_LETTERS if letters is None else letters)

    def hand(self, rng: Rng) -> Hand:
        """Return any hand."""
        source = str(rng.choice(["mnist", "drawn", "printed", "segments"], p=[0.68, 0.2, 0.105, 0.015]))
        if source in ("mnist", "drawn"):
            slant = rng.normal(0, 0.15) if rng.random() < UPRIGHT else rng.uniform(0.2, 0.9)
        else:
            slant = rng.choice([0, 0, 0.15])
        return Hand(
            float(slant),
            float(np.exp(rng.normal(0, 0.14))),
            float(np.exp(rng.uniform(np.log(0.035), np.log(0.22)))),
            source,
            int(self.writers[rng.integers(len(self.writers))]),
        )

    def digit(self, hand: Hand, rng: Rng) -> tuple[int, Glyph]:
        """Return any digit of this hand: its value, and what draws it at a height in pixels."""
        if hand.source == "mnist":
            first, after = np.searchsorted(self.writers, [hand.writer, hand.writer + 1])
            i = int(rng.integers(first, after) if after - first > 9 else rng.integers(len(self.images)))
            return int(self.labels[i]), lambda height, rng: _rewritten(self.images[i], height, hand, rng)
        value = int(rng.integers(10))
        if hand.source == "printed":
            face = FACES[hand.writer % len(FACES)]
            return value, lambda height, rng: _scaled(printed(str(value), face), height, hand, rng, 0)
        made = seven_segments if hand.source == "segments" else strokes
        return value, lambda height, rng: _drawn(made(value, rng), height, hand, rng)

    def letter(self, hand: Hand, rng: Rng) -> tuple[int, Glyph]:
        """Return any letter that looks like no digit, in this hand."""
        if hand.source == "printed":
            face, one = (
                FACES[hand.writer % len(FACES)],
                str(rng.choice([*"ACEFHKLMNPRUVWXacdefhkmnprtuvwxy&?#@"])),
            )
            return CHARACTER, lambda height, rng: _scaled(printed(one, face), height, hand, rng, 0)
        if hand.source == "mnist" and len(self.letters):
            image = self.letters[rng.integers(len(self.letters))]
            return CHARACTER, lambda height, rng: _rewritten(image, height, hand, rng)
        return CHARACTER, lambda height, rng: _drawn(letter(rng), height, hand, rng)


def any_word(rng: Rng) -> str:
    """Return one to seven letters at random, mostly with a capital first, and perhaps a point behind."""
    word = "".join(rng.choice(list(ascii_letters), int(rng.integers(1, 8))))
    return (word.capitalize() if rng.random() < 0.6 else word) + str(rng.choice(["", "", ":", "."]))


@lru_cache(maxsize=1024)  # all characters in all faces, not all lines of print
def printed(text: str, face: str) -> np.ndarray:
    """Return `text` in a face that Matplotlib ships, (h, w) float32 in 0..1 cut to its ink."""
    font = ImageFont.truetype(Path(get_data_path(), "fonts", "ttf", f"{face}.ttf"), FONT_SIZE)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(text))
    image = Image.new("L", (right - left + 4, bottom - top + 4))
    ImageDraw.Draw(image).text((2 - left, 2 - top), text, fill=255, font=font)
    return _cut(np.asarray(image, np.float32) / 255)


def _rewritten(image: np.ndarray, height: float, hand: Hand, rng: Rng) -> np.ndarray:
    """Return one of MNIST's images with another pen, `height` pixels long."""
    large = cv2.resize(image, (LARGE, LARGE), interpolation=cv2.INTER_CUBIC).astype(np.float32) / 255
    if rng.random() < 0.75:
        large = _with_pen(large, hand.stroke * INK / STROKE)
    return _scaled(large, height * LARGE / INK, hand, rng, 0.06)


def _with_pen(large: np.ndarray, change: float) -> np.ndarray:
    """Return the strokes `change` times as wide: thinner ones are cut at a share of the distance to their
    middle, so that they do not break where they were thin already.
    """
    if change > 1.1:
        size = min(2 * round((change - 1) * STROKE / 2) + 1, 15)
        return cv2.dilate(large, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    if change > 0.9:
        return large
    inside = cv2.distanceTransform((large > 0.5).view(np.uint8), cv2.DIST_L2, 3)
    middle = cv2.dilate(inside, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    share = inside / np.maximum(middle, 1)
    edge = 1 - max(change, THINNEST)
    return np.clip((share - edge) * STROKE / 4 + 0.5, 0, 1) * (inside > 0)


def _drawn(lines: list[Stroke], height: float, hand: Hand, rng: Rng) -> np.ndarray:
    """Return strokes, about 1 high, drawn `height` pixels long with the hand's pen."""
    turn = rng.normal(0, 0.07)
    shape = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    shape = shape @ np.array([[hand.width, -hand.slant], [0, 1]])
    lines = [(line + rng.normal(0, 0.01, line.shape)) @ shape.T for line in lines]
    points = np.concatenate(lines)
    low, high = points.min(0), points.max(0)
    stroke = min(hand.stroke, 0.16) * height
    scale = (height - stroke) / max(*(high - low), 0.2)
    size = (high - low) * scale + 2 * stroke + 6
    lines = [(line - low) * scale + stroke + 3 for line in lines]
    return _cut(drawn((int(size[1]), int(size[0])), lines, stroke))


def _scaled(large: np.ndarray, height: float, hand: Hand, rng: Rng, uneven: float) -> np.ndarray:
    """Return an image slanted and widened as the hand does, so that its longer side becomes `height`."""
    scale = height / max(large.shape)
    if scale < 0.7:  # warping takes no means, and fine strokes would fray
        side = tuple(max(2, round(1.3 * scale * n)) for n in large.shape[::-1])
        large = cv2.resize(large, side, interpolation=cv2.INTER_AREA)
        scale = height / max(large.shape)
    turn = rng.normal(0, uneven)
    shape = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    shape = shape @ np.array([[hand.width, -hand.slant], [0, 1]])
    rows, columns = large.shape
    reach = np.abs(shape) @ (columns, rows)
    side = np.ceil(reach).astype(int) + 4
    move = side / 2 - shape @ (columns / 2 - 0.5, rows / 2 - 0.5)
    matrix = np.column_stack([shape, move])
    return _cut(cv2.warpAffine(large, matrix, tuple(side.tolist()), flags=cv2.INTER_LINEAR))


def _cut(glyph: np.ndarray) -> np.ndarray:
    left, top, width, height = cv2.boundingRect((glyph > SOLID / 4).view(np.uint8))
    cut = glyph[top : top + height, left : left + width]
    return cut if cut.size else np.full((2, 2), 1.0, np.float32)
