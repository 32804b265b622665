"""What stands beside digits and is none: lines, boxes, signs, letters, words, print, scribbles, things."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from mnist_core.training.lines import Rng, arc
from mnist_core.training.nondigits import doodle
from mnist_core.training.scenes.canvas import Canvas, drawn
from mnist_core.training.scenes.glyphs import FACES, Glyphs, printed
from mnist_core.training.scenes.writing import Spacing, Writer

WORDS = (
    "Name", "Datum", "Betrag", "Total", "amount", "Nr.", "EUR", "Please", "write", "clearly", "the", "of",
    "and", "Signature", "school", "answer", "question", "address", "city", "phone", "is",
)  # fmt: skip


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


def framed(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """A box, a circle or an underline drawn around or under what is written."""
    if not canvas.placed:
        return
    boxes = np.array([placed.box for placed in canvas.placed])
    some = boxes if rng.random() < 0.6 else boxes[rng.integers(len(boxes))][None]
    left, top = some[:, :2].min(0) - size * rng.uniform(0.02, 0.4, 2)
    right, bottom = some[:, 2:].max(0) + size * rng.uniform(0.02, 0.4, 2)
    thickness = max(0.7, rng.uniform(0.02, 0.16) * size)
    kind = rng.random()
    if kind < 0.45:
        line = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    elif kind < 0.7:
        middle, reach = np.array([left + right, top + bottom]) / 2, np.array([right - left, bottom - top]) / 2
        line = arc(middle, *(reach * rng.uniform(1.1, 1.45)), rng.uniform(0, 360), rng.uniform(600, 760))
    else:
        line = [
            (left, bottom),
            ((left + right) / 2, bottom + rng.normal(0, 2)),
            (right, bottom + rng.normal(0, 3)),
        ]
    canvas.lines([np.array(line)], thickness, rng.uniform(0.4, 1))


def signs(canvas: Canvas, glyphs: Glyphs, size: float, rng: Rng) -> None:
    """Points, commas, slashes, signs of arithmetic and of money between digits and after them."""
    for placed in canvas.placed[:MOST]:
        if rng.random() > 0.35:
            continue
        _, top, right, bottom = placed.box
        sign = SIGNS[rng.integers(len(SIGNS) if rng.random() < 0.5 else COMMON)]
        unit = (bottom - top) * rng.uniform(0.75, 1.1 if len(sign) > 1 else 1.7)
        width = max(float(np.concatenate(sign)[:, 0].max()), 0.05) * unit
        spot = np.array([right + unit * rng.uniform(0.06, 0.4), bottom - unit * rng.uniform(0.9, 1)])
        lines = [spot + np.array(line) * unit + rng.normal(0, 0.02, np.shape(line)) * unit for line in sign]
        thickness = max(0.8, unit * rng.uniform(0.04, 0.14))
        reach = drawn(canvas.shape, lines, thickness)
        x0, x1 = int(max(spot[0], 0)), int(max(spot[0] + width + 2, 0))
        if not (canvas.owner[int(max(top, 0)) : int(max(bottom, 0)), x0:x1] > 0).any():
            canvas.mark(canvas.strength * reach)


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
    height = int(np.clip(np.exp(rng.uniform(np.log(4), np.log(22))), 4, 22))
    page = np.zeros(canvas.shape, np.float32)
    top = int(rng.integers(0, canvas.shape[0]))
    for _ in range(int(rng.integers(1, 5))):
        text = " ".join(rng.choice(WORDS, int(rng.integers(1, 5))))
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
        points = rng.uniform((0, 0), (width, height), (int(rng.integers(2, 6)), 2))
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
    """Filled shapes with soft shading: a pen, a finger, an eraser, the corner of something, a silhouette."""
    height, width = canvas.shape
    page = np.zeros(canvas.shape, np.float32)
    for _ in range(int(rng.integers(1, 4))):
        middle = rng.uniform((-0.1 * width, -0.1 * height), (1.1 * width, 1.1 * height))
        kind, shade = rng.random(), float(rng.uniform(0.25, 1))
        if kind < 0.35:  # a pen or a finger
            end = middle + rng.normal(0, 1, 2) * (width, height)
            ends = [tuple(int(n) for n in point) for point in (middle, end)]
            cv2.line(page, *ends, shade, int(rng.uniform(0.3, 1.3) * size) + 1, cv2.LINE_AA)
        elif kind < 0.7:
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


MOST = 16  # digits that get signs

Mark = Callable[[Canvas, Glyphs, float, Rng], None]
MARKS: dict[Mark, float] = {
    signs: 0.2, ruled: 0.14, letters: 0.12, framed: 0.13, specks: 0.09, ledger: 0.08, scribbles: 0.08,
    things: 0.08, print_: 0.06, doodles: 0.06,
}  # fmt: skip

# Each about 1 high and standing on the line of the digits; x from 0 to the right, y down.
_ROUND = arc((0.25, 0.75), 0.12, 0.12, 0, 360)
COMMON = 7  # of these begin the list
SIGNS = (
    [[(0.05, 0.97), (0.06, 1.0)]],  # .
    [[(0.1, 0.92), (0.02, 1.2)]],  # ,
    [[(0.0, 0.55), (0.4, 0.53)]],  # -
    [[(0.4, -0.1), (0.0, 1.15)]],  # /
    [[(0.0, 0.4), (0.45, 0.4)], [(0.0, 0.65), (0.45, 0.65)]],  # =
    [[(0.0, 0.55), (0.5, 0.55)], [(0.25, 0.3), (0.25, 0.8)]],  # +
    [arc((0.5, 0.5), 0.35, 0.5, 50, 310), [(0.0, 0.4), (0.55, 0.4)], [(0.0, 0.6), (0.5, 0.6)]],  # €
    [[(0.05, 0.5), (0.06, 0.52)]],  # ·
    [[(0.05, 0.45), (0.06, 0.47)], [(0.05, 0.95), (0.06, 0.97)]],  # :
    [[(0.4, -0.1), (0.0, 1.15)], [(0.6, -0.1), (0.2, 1.15)]],  # //
    [[(0.0, 0.55), (0.8, 0.53)]],  # –
    [[(0.0, 0.35), (0.45, 0.8)], [(0.45, 0.35), (0.0, 0.8)]],  # ×
    [[(0.0, 0.55), (0.45, 0.55)], [(0.22, 0.3), (0.23, 0.32)], [(0.22, 0.8), (0.23, 0.82)]],  # ÷
    [arc((0.35, 0.5), 0.28, 0.65, 120, 240).tolist()],  # (
    [arc((0.0, 0.5), 0.28, 0.65, -60, 60).tolist()],  # )
    [[(0.3, -0.1), (0.05, -0.1), (0.05, 1.1), (0.3, 1.1)]],  # [
    [[(0.0, -0.1), (0.25, -0.1), (0.25, 1.1), (0.0, 1.1)]],  # ]
    [
        arc((0.15, 0.2), 0.13, 0.17, 0, 360),
        arc((0.55, 0.8), 0.13, 0.17, 0, 360),
        [(0.6, 0.0), (0.1, 1.0)],
    ],  # %
    [arc((0.5, 0.5), 0.35, 0.5, 50, 310)],  # C
    [[(0.0, 0.55), (0.25, 0.95), (0.8, 0.0)]],  # a tick
    [[(0.35, 0.0), (0.15, 0.35)]],  # '
    [[(0.0, 0.0), (0.4, 0.5), (0.0, 1.0)]],  # >
    [[(0.4, 0.0), (0.0, 0.5), (0.4, 1.0)]],  # <
    [_ROUND],  # o, small and raised
)
