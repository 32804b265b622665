"""Digits written anew with other pens: sharp, thin, thick, or in coarse pixels, as pictures come.

MNIST's own images are soft. What is photographed, scanned or drawn on a screen is enlarged or reduced,
thresholded and brought to MNIST's geometry on its way to the network, and looks different for it.
"""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.detection.strokes import stroke_width
from mnist_core.recognition.normalization import normalize

CANVAS = 112  # pixels: four for each of MNIST's
THINNEST, THICKEST = 5.0, 18.0  # pixels of the canvas: the strokes
LEAST_KEPT = 0.6  # of the stroke: an uneven stroke that is thinned further breaks
COARSE = 0.15  # the share of scans of low resolution
FINEST = 26  # pixels a side of them
BLURRED = 0.25  # the share of the others


def rewrite(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return a digit (h, h) uint8 with another stroke and sharpness as (28, 28) float32 in 0..1."""
    canvas = cv2.resize(image, (CANVAS, CANVAS), interpolation=cv2.INTER_CUBIC)
    if canvas.max() < 128:
        return normalize(canvas / np.float32(255)) if canvas.any() else image / np.float32(255)
    width = stroke_width(canvas > 127)
    target = max(rng.uniform(THINNEST, THICKEST), LEAST_KEPT * width)
    canvas = _with_stroke(canvas, round((target - width) / 2))
    coarsest = max(13, round(CANVAS / target))
    if rng.random() < COARSE and coarsest < FINEST:
        side = int(rng.integers(coarsest, FINEST + 1))
        coarse = _sharpened(cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA), 0.45, 30)
        canvas = cv2.resize(coarse, (CANVAS, CANVAS), interpolation=cv2.INTER_NEAREST)
    elif rng.random() < BLURRED:
        canvas = cv2.GaussianBlur(canvas, (0, 0), rng.uniform(1, 4)) / np.float32(255)
    else:
        canvas = _sharpened(canvas, rng.uniform(0.35, 0.55), rng.uniform(2, 12))
    return normalize(canvas)


def _with_stroke(canvas: np.ndarray, change: int) -> np.ndarray:
    """Return the canvas with `change` pixels added to its strokes on each side, or taken away."""
    if not change:
        return canvas
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(change) + 1,) * 2)
    changed = cv2.dilate(canvas, brush) if change > 0 else cv2.erode(canvas, brush)
    return changed if changed.max() > 127 else canvas


def _sharpened(image: np.ndarray, level: float, gain: float) -> np.ndarray:
    level = min(level, 0.8 * image.max() / 255)
    return np.clip((image / np.float32(255) - level) * np.float32(gain) + np.float32(0.5), 0, 1)
