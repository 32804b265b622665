"""Strokes to the picture that one hand and one pen make of them."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.recognition.normalization import normalize
from mnist_core.training.lines import Rng, Stroke

CANVAS = 160  # pixels; what is drawn is 100 high or wide, five times its size in the 28×28 frame
INK = 100
SUBPIXEL_BITS = 4
LEANING = 0.15  # the share of hands that slant as far as old cursive does


def drawn(strokes: list[Stroke], rng: Rng) -> np.ndarray:
    """Return the strokes as a (28, 28) uint8 picture with MNIST's geometry."""
    canvas = np.zeros((CANVAS, CANVAS), np.uint8)
    points = [np.round(line * 2**SUBPIXEL_BITS).astype(np.int32) for line in _written(strokes, rng)]
    thickness = round(float(np.clip(rng.lognormal(np.log(15), 0.3), 8, 28)))
    cv2.polylines(canvas, points, False, 255, thickness, cv2.LINE_AA, SUBPIXEL_BITS)
    return np.round(255 * normalize(canvas.astype(np.float32) / 255)).astype(np.uint8)


def _written(strokes: list[Stroke], rng: Rng) -> list[Stroke]:
    """Return the strokes slanted, stretched and turned as one hand would, in pixels of the canvas."""
    slant = rng.normal(0.5, 0.2) if rng.random() < LEANING else rng.normal(0.05, 0.2)
    stretch = np.exp(rng.normal(0, 0.15))
    turn = np.deg2rad(rng.normal(0, 5))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    shape = rotation @ np.array([[stretch, -slant], [0, 1]])
    lines = [(line + rng.normal(0, 0.008, line.shape)) @ shape.T for line in strokes]
    points = np.concatenate(lines)
    low, high = points.min(0), points.max(0)
    return [(line - (low + high) / 2) * INK / (high - low).max() + CANVAS / 2 for line in lines]
