"""Digits drawn by rule: the European forms that MNIST, written in the United States, hardly has.

The 1 with a long flag, the crossed 7, the open 4 and the hooked 9, each from a few points joined
by strokes, in proportions that vary as widely as hands do.
"""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.normalization import normalize

CANVAS = 160  # pixels; the drawn digit is 100 high or wide, five times its size in the 28×28 frame
INK = 100
SUBPIXEL_BITS = 4

Stroke = np.ndarray  # (k, 2): x to the right and y down, the digit about 1 high


def draw(digit: int, rng: np.random.Generator) -> np.ndarray:
    """Return a new (28, 28) uint8 picture of 1, 4, 7 or 9 in a European form, with MNIST's geometry."""
    strokes = _slanted(FORMS[digit](rng), rng)
    canvas = np.zeros((CANVAS, CANVAS), np.uint8)
    points = [np.round(stroke * 2**SUBPIXEL_BITS).astype(np.int32) for stroke in strokes]
    thickness = round(float(np.clip(rng.lognormal(np.log(13), 0.35), 6, 28)))
    cv2.polylines(canvas, points, False, 255, thickness, cv2.LINE_AA, SUBPIXEL_BITS)
    return np.round(255 * normalize(canvas.astype(np.float32) / 255)).astype(np.uint8)


def _one(rng: np.random.Generator) -> list[Stroke]:
    foot = (rng.normal(0, 0.05), 1)
    angle = np.deg2rad(rng.uniform(18, 65))
    # A flag that is both long and flat would make a 7.
    length = rng.uniform(0.2, 1.0 if angle < np.deg2rad(45) else 0.6)
    flag = (-length * np.sin(angle), length * np.cos(angle))
    stem = _bent([(0, 0), foot], rng, 0.03)
    strokes = [np.concatenate([_bent([flag, (0, 0)], rng, 0.08)[:-1], stem])]
    if rng.random() < 0.35:
        left, right = rng.uniform(0.1, 0.4, 2)
        tilt = rng.normal(0, 0.04)
        strokes.append(_bent([(foot[0] - left, 1 - tilt), (foot[0] + right, 1 + tilt)], rng, 0.05))
    return strokes


def _four(rng: np.random.Generator) -> list[Stroke]:
    left, right = -rng.uniform(0.3, 0.6), rng.uniform(0, 0.45)
    corner = rng.uniform(0.45, 0.8)
    start = (rng.uniform(left - 0.05, 0.25), 0)
    bar_end = (right, corner + rng.normal(0, 0.07))
    angle = _rounded([start, (left, corner), bar_end], rng)
    stem_top = (rng.normal(0, 0.05), rng.uniform(0.1, 1.05) * corner)
    stem = _bent([stem_top, (rng.uniform(-0.25, 0.05), 1)], rng, 0.04)
    return [angle, stem]


def _seven(rng: np.random.Generator) -> list[Stroke]:
    width, drop = rng.uniform(0.35, 0.8), rng.uniform(0, 0.55)
    top_left = (-width, rng.normal(0.02, 0.05))
    bar = _bent([top_left, (0, 0)], rng, 0.1, dip=0.04)
    foot = (-drop, 1)
    stem = _bent([(0, 0), foot], rng, 0.07)
    outline = np.concatenate([bar[:-1], stem])
    if rng.random() < 0.5:
        serif = (top_left[0] + rng.normal(0, 0.04), top_left[1] + rng.uniform(0.06, 0.5 * width))
        outline = np.concatenate([[serif], outline])
    strokes = [outline]
    if rng.random() < 0.95:
        x, y = np.array([-drop, 1]) * rng.uniform(0.35, 0.75)
        tilt = rng.normal(0, 0.06)
        left, right = rng.uniform(0.12, 0.45, 2)
        strokes.append(_bent([(x - left, y - tilt), (x + right, y + tilt)], rng, 0.05))
    return strokes


def _nine(rng: np.random.Generator) -> list[Stroke]:
    height = rng.uniform(0.14, 0.3)
    width = height * rng.uniform(0.6, 1.4)
    if rng.random() < 0.5:
        # Begun at the upper right and drawn against the clock.
        start = rng.uniform(-75, 0)
        degrees = np.linspace(start, start - rng.uniform(270, 370), 14)
        back = (width * rng.uniform(0.8, 1.05), height * rng.uniform(0.3, 1.0))
    else:
        # Begun inside, at the bottom or the left, and drawn with the clock: often left open.
        degrees = np.linspace(rng.uniform(20, 125), 360, 14)
        back = (width, height * rng.uniform(1, 1.3))
    angles = np.deg2rad(degrees)
    loop = np.stack([width * np.cos(angles), height * (1 + np.sin(angles))], 1)
    bend = (width * rng.uniform(0.6, 1.1), rng.uniform(0.6, 0.85))
    low = (rng.uniform(-0.4, 0.15), 1)
    hook = (low[0] - rng.uniform(0, 0.55), 1 - rng.uniform(0, 0.25))
    return [np.concatenate([loop, _rounded([back, bend, low, hook], rng)])]


FORMS = {1: _one, 4: _four, 7: _seven, 9: _nine}


def _bent(ends: list[tuple[float, float]], rng: np.random.Generator, sag: float, dip: float = 0.0) -> Stroke:
    """Return the line between two points as an arc, its depth of mean `dip` and deviation `sag`."""
    start, end = np.array(ends, float)
    across = np.array([start[1] - end[1], end[0] - start[0]]) * rng.normal(dip, sag)
    along = np.linspace(0, 1, 7)[:, None]
    return start + (end - start) * along + 4 * along * (1 - along) * across


def _rounded(points: list[tuple[float, float]], rng: np.random.Generator) -> Stroke:
    """Return the line through the points with its corners cut up to three times (Chaikin, 1974)."""
    line = np.array(points, float)
    for _ in range(rng.integers(4)):
        first, second = line[:-1], line[1:]
        cut = np.stack([0.75 * first + 0.25 * second, 0.25 * first + 0.75 * second], 1).reshape(-1, 2)
        line = np.concatenate([line[:1], cut[1:-1], line[-1:]])
    return line


def _slanted(strokes: list[Stroke], rng: np.random.Generator) -> list[Stroke]:
    """Return the strokes slanted, stretched and turned as one hand would, in pixels of the canvas."""
    slant, stretch = rng.normal(0.05, 0.2), np.exp(rng.normal(0, 0.15))
    turn = np.deg2rad(rng.normal(0, 5))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    shape = rotation @ np.array([[stretch, -slant], [0, 1]])
    strokes = [(stroke + rng.normal(0, 0.008, stroke.shape)) @ shape.T for stroke in strokes]
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    return [(stroke - (low + high) / 2) * INK / (high - low).max() + CANVAS / 2 for stroke in strokes]
