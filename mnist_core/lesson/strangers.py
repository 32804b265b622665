"""Pictures that show no digit, drawn by rule, to ask the networks about."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.recognition.normalization import normalize

CANVAS = 160  # pixels
PEN = 16
SUBPIXEL_BITS = 4

RING = tuple((0.5 + 0.38 * np.cos(a), 0.5 + 0.5 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 40))
# Strokes through points, x to the right and y down, each shape about 1 high.
SHAPES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "Letter A": (((0.1, 1), (0.5, 0), (0.9, 1)), ((0.25, 0.65), (0.75, 0.65))),
    "Letter K": (((0.15, 0), (0.15, 1)), ((0.8, 0), (0.15, 0.55), (0.85, 1))),
    "Letter Z": (((0.1, 0), (0.85, 0), (0.1, 1), (0.9, 1)),),
    "Letter O": (RING,),
    "Star": (((0.2, 1), (0.5, 0), (0.8, 1), (0.02, 0.38), (0.98, 0.38), (0.2, 1)),),
    "House": (((0.1, 1), (0.1, 0.45), (0.5, 0), (0.9, 0.45), (0.9, 1), (0.1, 1)),),
}
SHOE = (
    (0.02, 0.15), (0.4, 0.15), (0.46, 0.34), (0.64, 0.5), (0.9, 0.58), (1.0, 0.7), (1.0, 0.85), (0.36, 0.85),
    (0.33, 0.76), (0.24, 0.76), (0.22, 0.85), (0.0, 0.85), (0.04, 0.5),
)  # fmt: skip


def strangers() -> dict[str, np.ndarray]:
    """Return pictures (28, 28) float32 in 0..1 by their names, with MNIST's own geometry."""
    drawn = {name: _stroked([np.array(stroke) for stroke in strokes]) for name, strokes in SHAPES.items()}
    pictures = {**drawn, "Scribble": _stroked([_scribble()]), "Shoe": _filled(np.array(SHOE))}
    noise = np.random.default_rng(0).random((28, 28), np.float32)
    return {name: normalize(ink) for name, ink in pictures.items()} | {"Noise": noise}


def _scribble() -> np.ndarray:
    """Return (200, 2): a line that goes round in uneven loops, from left to right."""
    along = np.linspace(0, 1, 200)
    angle = 2 * np.pi * 3.5 * along
    x = 0.7 * along + 0.22 * np.cos(angle)
    y = 0.5 + (0.36 + 0.14 * np.sin(angle / 2)) * np.sin(angle)
    return np.stack([x, y], axis=1)


def _stroked(strokes: list[np.ndarray]) -> np.ndarray:
    """Return (160, 160) float32: the strokes, each (n, 2) in 0..1, drawn with a pen."""
    canvas = np.zeros((CANVAS, CANVAS), np.uint8)
    cv2.polylines(canvas, [_places(s) for s in strokes], False, 255, PEN, cv2.LINE_AA, SUBPIXEL_BITS)
    return canvas.astype(np.float32) / 255


def _filled(outline: np.ndarray) -> np.ndarray:
    """Return (160, 160) float32: what lies within the outline (n, 2) in 0..1, filled."""
    canvas = np.zeros((CANVAS, CANVAS), np.uint8)
    cv2.fillPoly(canvas, [_places(outline)], 255, cv2.LINE_AA, SUBPIXEL_BITS)
    return canvas.astype(np.float32) / 255


def _places(points: np.ndarray) -> np.ndarray:
    return np.round((PEN + points * (CANVAS - 2 * PEN)) * 2**SUBPIXEL_BITS).astype(np.int32)
