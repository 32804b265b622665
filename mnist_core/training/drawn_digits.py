"""Digits drawn by rule, in every form that `forms` knows and by as many hands as one likes."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.normalization import normalize
from mnist_core.training.forms import Stroke, strokes

CANVAS = 160  # pixels; the drawn digit is 100 high or wide, five times its size in the 28×28 frame
INK = 100
SUBPIXEL_BITS = 4
# How often each digit is drawn: the forms of 1, 7 and 9 differ most from MNIST's.
SHARES = np.array((1, 2, 1, 1, 1.3, 1.3, 1, 2, 1.3, 2)) / 13.9


def draw_many(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return (count, 28, 28) uint8 drawn digits with MNIST's geometry, and what they are (count,) uint8."""
    labels = rng.choice(10, count, p=SHARES).astype(np.uint8)
    return np.stack([draw(digit, rng) for digit in labels.tolist()]), labels


def draw(digit: int, rng: np.random.Generator) -> np.ndarray:
    """Return a new (28, 28) uint8 picture of a digit 0 to 9 with MNIST's geometry."""
    canvas = np.zeros((CANVAS, CANVAS), np.uint8)
    lines = _slanted(strokes(digit, rng), rng)
    points = [np.round(line * 2**SUBPIXEL_BITS).astype(np.int32) for line in lines]
    thickness = round(float(np.clip(rng.lognormal(np.log(15), 0.3), 8, 28)))
    cv2.polylines(canvas, points, False, 255, thickness, cv2.LINE_AA, SUBPIXEL_BITS)
    return np.round(255 * normalize(canvas.astype(np.float32) / 255)).astype(np.uint8)


def _slanted(lines: list[Stroke], rng: np.random.Generator) -> list[Stroke]:
    """Return the strokes slanted, stretched and turned as one hand would, in pixels of the canvas."""
    slant, stretch = rng.normal(0.05, 0.2), np.exp(rng.normal(0, 0.15))
    turn = np.deg2rad(rng.normal(0, 5))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    shape = rotation @ np.array([[stretch, -slant], [0, 1]])
    lines = [(line + rng.normal(0, 0.008, line.shape)) @ shape.T for line in lines]
    points = np.concatenate(lines)
    low, high = points.min(0), points.max(0)
    return [(line - (low + high) / 2) * INK / (high - low).max() + CANVAS / 2 for line in lines]
