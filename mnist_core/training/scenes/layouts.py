"""Where people write digits: alone, in rows, columns and tables, in boxes, as dates and sums."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from mnist_core.training.lines import Rng
from mnist_core.training.scenes.canvas import Canvas
from mnist_core.training.scenes.glyphs import FACES, Glyphs, any_word, printed
from mnist_core.training.scenes.signs import any_sign, slash
from mnist_core.training.scenes.writing import TINY, Spacing, Writer

DATES = 0.3  # the share of groups that slashes part
PRINT = 0.6  # the share of words that are printed
CAPITAL = 52.0  # pixels: the height of capitals in `printed`


def one_digit(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A digit alone, anywhere."""
    writer = Writer(canvas, glyphs, rng)
    glyph, value = writer.glyph(size)
    room = np.subtract(canvas.shape, glyph.shape)
    top, left = (int(rng.integers(min(0, n) - 1, max(0, n) + 2)) for n in room)
    canvas.write(glyph, left, top, value)


def row(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A number, its digits apart or grown together, level or slanted."""
    height, width = canvas.shape
    left = int(rng.uniform(0, 0.15) * width if rng.random() < 0.7 else rng.uniform(0, 0.6) * width)
    top = rng.uniform(0, max(1, height - size))
    Writer(canvas, glyphs, rng).row(left, top, size, int(rng.integers(2, _most(11, size))), Spacing.any(rng))


def groups(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Dates, times, amounts, sums: short groups of digits with one and the same sign between them."""
    height, width = canvas.shape
    size = max(size, TINY)
    writer, spacing = Writer(canvas, glyphs, rng, letters=0.0), Spacing.any(rng)
    between = slash(rng) if rng.random() < DATES else any_sign(rng)
    writer.signs = 0.0
    pitch = size * rng.uniform(1.3, 2.2)
    for top in np.arange(rng.uniform(0, max(1, height - size)), height - 0.6 * size, pitch):
        left = int(rng.uniform(0, 0.2) * width)
        while left < width - size:
            left = writer.row(left, top, size, int(rng.integers(1, 5)), spacing)
            left = writer.sign(between, left, top + size, size)
        if rng.random() < 0.6:
            return


def labelled(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A number after a word or before one, which is print as on a form, or in the hand of the number."""
    height, width = canvas.shape
    size = max(size, TINY)
    writer, spacing = Writer(canvas, glyphs, rng, letters=0.0), Spacing.any(rng)
    word = _print if rng.random() < PRINT else _handwriting
    top = rng.uniform(0, max(1, height - size))
    left, is_after = int(rng.uniform(-0.4, 0.15) * width), rng.random() < 0.7
    if is_after:
        left = word(writer, left, top, size, rng)
    left = writer.row(left, top, size, int(rng.integers(1, 7)), spacing)
    if not is_after:
        word(writer, left, top, size, rng)


def rows(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Several numbers below each other, in one hand."""
    writer, spacing = Writer(canvas, glyphs, rng), Spacing.any(rng)
    left = rng.uniform(0, 0.2) * canvas.shape[1]
    top = rng.uniform(-0.3, 1) * size
    pitch = size * rng.uniform(1.12, 2)
    while top < canvas.shape[0] - 0.6 * size:
        start = int(left + rng.uniform(0, 0.6 if rng.random() < 0.3 else 0.05) * canvas.shape[1])
        writer.row(start, top, size, int(rng.integers(1, _most(9, size))), spacing)
        top += pitch


def column(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Digits or short numbers above each other, close or far."""
    writer, spacing = Writer(canvas, glyphs, rng), Spacing.any(rng)
    left = int(rng.uniform(0.1, 0.7) * canvas.shape[1])
    top = rng.uniform(-0.2, 0.5) * size
    pitch = size * rng.uniform(1.02, 1.5)
    count = int(rng.integers(1, 3))
    while top < canvas.shape[0] - 0.6 * size:
        writer.row(left + int(rng.normal(0, 0.1) * size), top, size, count, spacing)
        top += pitch


def in_boxes(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Digits in the boxes of a form, of which some stay empty, touch their sides, or hold a cross."""
    height, width = canvas.shape
    pitch = np.array([rng.uniform(0.75, 1.7), rng.uniform(1.05, 1.8)]) * size
    inset = rng.choice([0.0, 0.0, rng.uniform(0.03, 0.16)]) * pitch[0]  # boxes of their own, or shared sides
    lines = 1 if rng.random() < 0.75 else int(rng.integers(2, 5))
    count = int(rng.integers(1, 9))
    start = np.array(
        [rng.uniform(0, 0.5) * pitch[0], rng.uniform(-0.1, 1) * max(1, height - lines * pitch[1])]
    )
    thickness = max(0.6, rng.uniform(0.015, 0.14) * size)
    strength = rng.uniform(0.25, 1)
    filled = rng.uniform(0.5, 1)
    dash = _dash(size, rng)
    writer = Writer(canvas, glyphs, rng)
    for line in range(lines):
        for place in range(count):
            corner = start + pitch * (place, line * (1 + (inset > 0) * 0.2))
            gap = np.array([inset, 0])
            canvas.lines([_outline(corner + gap, corner + pitch - gap)], thickness, strength, dash)
            if corner[0] > width:
                break
            if rng.random() < filled:
                glyph, value = writer.glyph(size * rng.uniform(0.7, 1))
                room = pitch - glyph.shape[::-1]
                spot = corner + room * np.clip(rng.normal(0.5, 0.2, 2), 0, 1)
                canvas.write(glyph, *np.round(spot).astype(int).tolist(), value)
            elif rng.random() < 0.25:
                middle, reach = corner + pitch / 2, pitch * rng.uniform(0.12, 0.35)
                cross = [
                    [middle - reach, middle + reach],
                    [middle - reach * (1, -1), middle + reach * (1, -1)],
                ]
                canvas.lines(cross, max(1, 0.06 * size))


def table(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Digits in a grid with thick and thin lines, as in a sudoku or a table."""
    height, width = canvas.shape
    size = max(size, TINY)
    pitch = size * rng.uniform(1.15, 2.2)
    start = rng.uniform(-1, 0, 2) * pitch
    count = np.ceil(((width, height) - start) / pitch).astype(int) + 1
    thin = max(0.6, rng.uniform(0.02, 0.07) * size)
    bold = rng.choice([thin, thin * rng.uniform(1.5, 3)])
    strength, third, dash = rng.uniform(0.25, 1), int(rng.integers(3)), _dash(size, rng)
    for axis in range(2):
        for i in range(count[axis]):
            at = start[axis] + i * pitch
            ends = [[at, 0], [at, height]] if axis == 0 else [[0, at], [width, at]]
            is_bold = i % 3 == third
            canvas.lines([np.array(ends)], bold if is_bold else thin, strength, dash)
    writer, other = Writer(canvas, glyphs, rng), Writer(canvas, glyphs, rng)
    filled = rng.uniform(0.2, 1)
    for x in range(count[0]):
        for y in range(count[1]):
            if rng.random() < filled:
                hand = writer if rng.random() < 0.6 else other
                glyph, value = hand.glyph(size * rng.uniform(0.8, 1))
                spot = start + pitch * (np.array([x, y]) + 0.5) + rng.normal(0, 0.05, 2) * pitch
                left, top = np.round(spot - np.array(glyph.shape[::-1]) / 2).astype(int).tolist()
                canvas.write(glyph, left, top, value)


def scattered(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Digits of different sizes and hands, here and there."""
    for _ in range(int(rng.integers(2, 9))):
        glyph, value = Writer(canvas, glyphs, rng).glyph(size * np.exp(rng.uniform(-0.7, 0.5)))
        top, left = (int(rng.uniform(-0.1, 1) * max(2, n)) for n in np.subtract(canvas.shape, glyph.shape))
        reach = canvas.owner[max(top, 0) : top + glyph.shape[0], max(left, 0) : left + glyph.shape[1]]
        if not reach.any():
            canvas.write(glyph, left, top, value)


def one_character(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A letter or a sign alone, as large as a digit would be, and no digit."""
    writer = Writer(canvas, glyphs, rng, letters=1.0)
    for _ in range(int(rng.integers(1, 4))):
        glyph, value = writer.glyph(size)
        top, left = (int(rng.uniform(0, 1) * max(1, n)) for n in np.subtract(canvas.shape, glyph.shape))
        if canvas.free(3)[top : top + glyph.shape[0], left : left + glyph.shape[1]].all():
            canvas.write(glyph, left, top, value)


def nothing(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """No digit."""


Layout = Callable[[Canvas, Glyphs, float, Rng], None]
LAYOUTS: dict[Layout, float] = {
    row: 0.2, one_digit: 0.22, nothing: 0.2, groups: 0.16, in_boxes: 0.12, rows: 0.07, table: 0.06,
    labelled: 0.09, one_character: 0.07, column: 0.04, scattered: 0.04,
}  # fmt: skip


def _print(writer: Writer, left: int, top: float, size: float, rng: Rng) -> int:
    """Print any letters in a row of digits of a size; return where the next digit may begin."""
    line = printed(any_word(rng), str(rng.choice(FACES)))
    scale = size * rng.uniform(0.6, 1.3) / CAPITAL
    line = cv2.resize(line, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    high, wide = line.shape
    gaps = size * rng.uniform(0.15, 0.8, 2)
    y, x = round(top + size * rng.uniform(0.95, 1.2)) - high, round(left + gaps[0])
    page = np.zeros(writer.canvas.shape, np.float32)
    rows, columns = np.s_[max(y, 0) : max(y + high, 0)], np.s_[max(x, 0) : max(x + wide, 0)]
    place = page[rows, columns]
    place[:] = line[max(-y, 0) :, max(-x, 0) :][: place.shape[0], : place.shape[1]]
    writer.canvas.mark(page * rng.uniform(0.4, 1))
    return round(x + wide + gaps[1])


def _handwriting(writer: Writer, left: int, top: float, size: float, rng: Rng) -> int:
    """Write any letters in a row of digits of a size; return where the next digit may begin."""
    writer.letters, digits = 1.0, writer.letters
    left = writer.row(
        left + round(rng.uniform(0, 0.5) * size), top, size, int(rng.integers(1, 8)), Spacing.any(rng)
    )
    writer.letters = digits
    return left + round(rng.uniform(0.15, 0.8) * size)


def _dash(size: float, rng: Rng) -> float:
    """Return the length of a dash and its gap in a form's lines, mostly 0."""
    return rng.uniform(0.15, 0.9) * size if rng.random() < 0.2 else 0.0


def _most(usual: int, size: float) -> int:
    """Return how many digits a row has at most: of tiny ones, as many as fill it."""
    return usual if size >= TINY else 40


def _outline(corner: np.ndarray, opposite: np.ndarray) -> np.ndarray:
    (left, top), (right, bottom) = corner, opposite
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)])
