"""One region of ink to the 28×28 array with MNIST's own geometry.

The geometry is that of Yadav and Bottou, Cold case: the lost MNIST digits (2019).
"""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.detection.strokes import stroke_width

INK_SIDE = 20
SIDE = 28
THINNEST, THICKEST = 1.5, 3.8  # pixels: 90 % of MNIST digits lie between, measured by `stroke_width`
CANVAS = 160  # ink is brought to this size before its strokes are made thicker or thinner


def normalize(ink: np.ndarray) -> np.ndarray:
    """Return (28, 28) float32 in 0..1: the ink (h, w), its geometry and stroke width as MNIST's are."""
    square = _square(_crop(ink))
    width = stroke_width(_on_canvas(square) > 0.5) * INK_SIDE / CANVAS
    if not THINNEST <= width <= THICKEST:
        target = min(max(width, THINNEST), THICKEST)
        square = _square(_crop(_with_strokes(square, width, target)))
    small = cv2.resize(square, (INK_SIDE, INK_SIDE), interpolation=cv2.INTER_AREA)
    return _centred(small / small.max())


def mnist_pixels(picture: np.ndarray) -> np.ndarray | None:
    """Return `picture` (h, w, 3) uint8 as (28, 28) pixels if it has MNIST's geometry as it is, else None.

    That is: grey, 28×28, its ink 20 pixels long, its centre of mass in the middle, on pure black or,
    inverted, on pure white.
    """
    if picture.shape[:2] != (SIDE, SIDE) or np.ptp(picture, axis=2).any():
        return None
    grey = picture[..., 0] if picture[0, 0, 0] < 128 else 255 - picture[..., 0]
    rows, columns = np.nonzero(grey)
    if not len(rows) or max(np.ptp(rows), np.ptp(columns)) + 1 != INK_SIDE:
        return None
    y, x = _centre_of_mass(grey)
    return (grey / 255).astype(np.float32) if 13 <= y <= 15 and 13 <= x <= 15 else None


def _crop(ink: np.ndarray) -> np.ndarray:
    left, top, width, height = cv2.boundingRect((ink > 0).view(np.uint8))
    return ink[top : top + height, left : left + width]


def _square(ink: np.ndarray) -> np.ndarray:
    height, width = ink.shape
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    return cv2.copyMakeBorder(
        ink, top, side - height - top, left, side - width - left, cv2.BORDER_CONSTANT, value=0
    ).astype(np.float32)


def _on_canvas(square: np.ndarray) -> np.ndarray:
    smaller = square.shape[0] > CANVAS
    return cv2.resize(square, (CANVAS, CANVAS), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR)


def _with_strokes(square: np.ndarray, width: float, target: float) -> np.ndarray:
    margin = CANVAS // 8
    canvas = cv2.copyMakeBorder(_on_canvas(square), *[margin] * 4, cv2.BORDER_CONSTANT, value=0)
    radius = min(abs(target - width) / 2 * CANVAS / INK_SIDE, margin)
    size = 2 * round(radius) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    changed = cv2.dilate(canvas, disc) if target > width else cv2.erode(canvas, disc)
    return changed if changed.max() > 0 else canvas


def _centre_of_mass(pixels: np.ndarray) -> tuple[float, float]:
    y, x = np.tensordot(np.indices(pixels.shape), pixels, 2) / pixels.sum()
    return float(y), float(x)


def _centred(small: np.ndarray) -> np.ndarray:
    """Return the 28×28 frame with `small` (20, 20) placed so that its centre of mass is in (13.5, 14.5]."""
    top, left = (int(np.clip(np.floor(14.5 - c), 0, SIDE - INK_SIDE)) for c in _centre_of_mass(small))
    frame = np.zeros((SIDE, SIDE), np.float32)
    frame[top : top + INK_SIDE, left : left + INK_SIDE] = small
    return frame
