"""What stands beside digits and is none: lines, boxes, signs, letters, words, print, scribbles, things."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from mnist_core.training.lines import Rng, arc
from mnist_core.training.nondigits import doodle
from mnist_core.training.scenes.canvas import Canvas, drawn
from mnist_core.training.scenes.glyphs import FACES, Glyphs, any_word, printed
from mnist_core.training.scenes.signs import any_sign, drawn_sign
from mnist_core.training.scenes.writing import Spacing, Writer


def ruled(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Lines from edge to edge, as on ruled or squared paper, at any distance."""
    height, width = canvas.shape
    step = rng.uniform(0.25, 2.2) * size
    thickness, strength = max(0.4, rng.uniform(0.01, 0.07) * size), rng.uniform(0.1, 0.9)
    tilt = rng.normal(0, 0.03)
    lines = [
        np.array([(0, y), (width, y + tilt * width)])
        for y in np.arange(rng.uniform(-step, step), height + step, max(step, 5))
    ]
    if rng.random() < 0.45:
        lines += [
            np.array([(x, 0), (x - tilt * height, height)])
            for x in np.arange(rng.uniform(-step, step), width + step, max(step, 5))
        ]
    canvas.lines(lines, thickness, strength)


def ledger(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A line at the feet of the digits, through them or below, perhaps one above, and one down the side."""
    if not canvas.placed:
        return
    height, width = canvas.shape
    foot = canvas.placed[0].box[3] + rng.normal(0, 0.12) * size
    thickness, strength = max(0.5, rng.uniform(0.02, 0.1) * size), rng.uniform(0.25, 1)
    tilt = rng.normal(0, 0.02) * width
    lines = [np.array([(0, foot - tilt), (width, foot + tilt)])]
    if rng.random() < 0.4:
        lines.append(lines[0] - (0, size * rng.uniform(1.05, 1.6)))
    if rng.random() < 0.3:
        x = rng.uniform(0, width)
        lines.append(np.array([(x, 0), (x + rng.normal(0, 2), height)]))
    canvas.lines(lines, thickness, strength)


def boxed(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A box drawn around all that is written, or around one digit."""
    for left, top, right, bottom in _together_or_one(canvas, rng):
        (left, top), (right, bottom) = (
            (left, top) - size * rng.uniform(0.02, 0.5, 2),
            (right, bottom) + size * rng.uniform(0.02, 0.5, 2),
        )
        line = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        canvas.lines([np.array(line)], _outline(size, rng), rng.uniform(0.4, 1))


def circled(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A circle around each digit, around one, or around all that is written: by compass or by hand."""
    each = [placed.box for placed in canvas.placed[:MOST]]
    for box in each if rng.random() < 0.4 else _together_or_one(canvas, rng):
        low, high = np.array(box[:2]), np.array(box[2:])
        reach = (high - low) / 2 * rng.uniform(1.1, 1.45) + size * rng.uniform(0.02, 0.2)
        if rng.random() < 0.6:
            reach[:] = np.hypot(*(high - low)) / 2 + size * rng.uniform(-0.05, 0.35)
        by_hand = rng.random() < 0.4
        turn = rng.uniform(560, 760) - 360 * (rng.random() < 0.1) if by_hand else 720.0
        line = arc((low + high) / 2, *reach, rng.uniform(0, 360), turn)
        canvas.lines([np.array(line)], _outline(size, rng), rng.uniform(0.4, 1))


def underlined(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A line under all that is written, or under one digit."""
    for left, _, right, bottom in _together_or_one(canvas, rng):
        y, beyond = bottom + size * rng.uniform(0.02, 0.4), size * rng.uniform(-0.1, 1, 2)
        line = [
            (left - beyond[0], y),
            ((left + right) / 2, y + rng.normal(0, 0.05) * size),
            (right + beyond[1], y + rng.normal(0, 0.08) * size),
        ]
        canvas.lines([np.array(line)], _outline(size, rng), rng.uniform(0.4, 1))


def signs(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Points, commas, signs of arithmetic and of money after digits, where there is room."""
    for placed in canvas.placed[:MOST]:
        if rng.random() > 0.35:
            continue
        _, top, right, bottom = placed.box
        unit = (bottom - top) * rng.uniform(0.75, 1.3)
        left = right + unit * rng.uniform(0.06, 0.4)
        ink, width = drawn_sign(any_sign(rng), canvas.shape, left, bottom, unit, rng)
        x0, x1 = int(max(right + 2, 0)), int(max(right + 0.4 * unit + width + 2, 0))
        if not (canvas.owner[int(max(top, 0)) : int(max(bottom, 0)), x0:x1] > 0).any():
            canvas.mark(canvas.strength * ink)


def letters(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A word, or a few letters, written beside the digits in the same size or another."""
    writer = Writer(canvas, glyphs, rng, letters=1.0)
    size = size * rng.uniform(0.6, 1.2)
    height, width = canvas.shape
    top = rng.uniform(0, max(1, height - size))
    count = int(rng.integers(1, 8))
    left = int(rng.uniform(0, 0.8) * width)
    if canvas.free(2)[int(top) : int(top + size), left : int(left + 0.6 * size * count)].all():
        writer.row(left, top, size, count, Spacing.any(rng))


def print_(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Lines of print."""
    face = FACES[rng.integers(len(FACES))]
    height = int(np.clip(np.exp(rng.uniform(np.log(4), np.log(34))), 4, 34))
    page = np.zeros(canvas.shape, np.float32)
    top = int(rng.integers(0, canvas.shape[0]))
    for _ in range(int(rng.integers(1, 5))):
        text = " ".join(any_word(rng) for _ in range(int(rng.integers(1, 5))))
        line = printed(text, face)
        wide = max(2, round(line.shape[1] * height / line.shape[0]))
        line = cv2.resize(line, (wide, height), interpolation=cv2.INTER_AREA)
        left = int(rng.integers(-wide // 2, canvas.shape[1]))
        place = page[top : top + height, max(left, 0) : left + wide]
        place[:] = line[: place.shape[0], max(-left, 0) :][:, : place.shape[1]]
        top += round(height * 1.6)
    canvas.mark(np.where(canvas.free(2), page * rng.uniform(0.4, 1), 0))


def scribbles(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Strokes that mean nothing, ticks, crossings-out, pieces of lines."""
    height, width = canvas.shape
    lines = []
    for _ in range(int(rng.integers(1, 5))):
        points = rng.uniform((0, 0), (width, height), (int(rng.integers(3, 7)), 2))
        lines.append(points[0] + (points - points[0]) * rng.uniform(0.05, 0.6))
    page = rng.uniform(0.4, 1) * drawn(canvas.shape, lines, max(0.7, size * rng.uniform(0.03, 0.15)))
    canvas.mark(np.where(canvas.free(2), page, 0))


def doodles(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A shape of a few strokes that is no digit, as large as one."""
    shape = doodle(rng)
    side = int(np.clip(size * rng.uniform(0.7, 1.6), 8, min(canvas.shape) - 1))
    shape = cv2.resize(shape, (side, side), interpolation=cv2.INTER_AREA)
    page = np.zeros(canvas.shape, np.float32)
    top, left = (int(rng.integers(n - side)) for n in canvas.shape)
    page[top : top + side, left : left + side] = shape
    if canvas.free(2)[page > 0].all():
        canvas.mark(page * canvas.strength)


def specks(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Dust, dots of dirt, holes of a binder."""
    page = np.zeros(canvas.shape, np.float32)
    for _ in range(int(rng.integers(1, 30 if rng.random() < 0.3 else 6))):
        x, y = rng.uniform((0, 0), canvas.shape[::-1])
        radius = max(0.5, rng.exponential(0.05) * size)
        cv2.circle(page, (int(x), int(y)), round(radius), float(rng.uniform(0.2, 1)), -1, cv2.LINE_AA)
    canvas.mark(np.where(canvas.free(1), page, 0))


def things(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Filled shapes with soft shading: an eraser, a coin, the corner of something, a silhouette."""
    page = np.zeros(canvas.shape, np.float32)
    for _ in range(int(rng.integers(1, 4))):
        middle = _anywhere(canvas, rng)
        shade = float(rng.uniform(0.25, 1))
        if rng.random() < 0.5:
            angles = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(3, 12))))
            reach = rng.uniform(0.3, 2, (len(angles), 1)) * size
            corners = middle + reach * np.stack([np.cos(angles), np.sin(angles)], 1)
            cv2.fillPoly(page, [corners.astype(np.int32)], shade, cv2.LINE_AA)
        else:
            axes = tuple(int(n) for n in rng.uniform(0.1, 1.6, 2) * size + 1)
            centre = tuple(int(n) for n in middle)
            thickness = -1 if rng.random() < 0.6 else int(rng.integers(1, 6))
            cv2.ellipse(page, centre, axes, rng.uniform(0, 180), 0, 360, shade, thickness, cv2.LINE_AA)
    soft = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.4, 3)) * (1 + rng.normal(0, 0.1))
    canvas.mark(np.where(canvas.free(3), np.clip(soft, 0, 1), 0))


def pens_and_fingers(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Bars that lie beside the digits, longer than these, or a 1 would be one: a pen, a finger, a ruler."""
    for _ in range(1 if rng.random() < 0.7 else 2):
        angle = rng.normal(np.pi / 2, 0.3) if rng.random() < 0.5 else rng.uniform(0, np.pi)
        middle, reach = _anywhere(canvas, rng), size * np.exp(rng.uniform(np.log(0.8), np.log(4)))
        ends = middle + np.outer([-reach, reach], [np.cos(angle), np.sin(angle)])
        page = rng.uniform(0.25, 1) * drawn(canvas.shape, [ends], size * np.exp(rng.uniform(-2.3, 0)) + 1)
        if canvas.free(2)[page > 0].all():
            canvas.mark(page)


def _anywhere(canvas: Canvas, rng: Rng) -> np.ndarray:
    """Return x and y of a point on the canvas, or a little beside it."""
    return rng.uniform(-0.1, 1.1, 2) * canvas.shape[::-1]


def _outline(size: float, rng: Rng) -> float:
    """Return the thickness of a line that people draw around digits of a size, in pixels."""
    return max(0.7, rng.uniform(0.02, 0.16) * size)


def _together_or_one(canvas: Canvas, rng: Rng) -> list[np.ndarray]:
    """Return the box around all that is written, or around one digit of it; nothing where nothing is."""
    if not canvas.placed:
        return []
    boxes = np.array([placed.box for placed in canvas.placed])
    some = boxes if rng.random() < 0.5 else boxes[rng.integers(len(boxes))][None]
    return [np.concatenate([some[:, :2].min(0), some[:, 2:].max(0)])]


MOST = 16  # digits that get signs

Mark = Callable[[Canvas, Glyphs, float, Rng], None]
MARKS: dict[Mark, float] = {
    signs: 0.12, ruled: 0.14, letters: 0.12, circled: 0.11, boxed: 0.06, underlined: 0.06, specks: 0.08,
    ledger: 0.08, scribbles: 0.08, things: 0.06, pens_and_fingers: 0.09, print_: 0.06, doodles: 0.06,
}  # fmt: skip
