"""A digit's own ink, at the picture's resolution, inside the mask that the detector gave it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mnist_core.detection.instances import Instance
from mnist_core.detection.looking import smooth
from mnist_core.detection.strokes import filled

SIDE = 100  # pixels: a larger digit is reduced to this, five times the resolution of what reads it
FINE = 18  # pixels: a smaller digit is enlarged as much as the look at it was
AROUND = 0.25  # of a digit's size: how far around it the paper is looked at
NEAR = 0.15  # of what is looked at: how far from the ink its paper may be
SOLID, NONE = 0.5, 0.1  # the chance of ink that is ink, and that is paper
DARKEST = 80  # percent of the ink is paler than what counts as full strength
RIM = 0.2  # of full strength: what is paler is the soft rim of a stroke, or paper
FAINT = 1e-3  # of a pixel: what is farther than the paper around counts no more
REACH = 0.5  # pixels of the look by which ink may go on beyond its mask


@dataclass(frozen=True, eq=False)
class Ink:
    """A digit's ink.

    strength: (h, w) float32 in 0..1, at the resolution of the picture or a finer one, cut to what there is.
    box: left, top, right and bottom of it in pixels of the picture.
    dark: whether it is darker than its paper.
    contrast: 0..1, by how much it is darker, or lighter.
    """

    strength: np.ndarray
    box: tuple[float, float, float, float]
    dark: bool
    contrast: float


def extract(grey: np.ndarray, instance: Instance) -> Ink:
    """Return the ink of an instance in the picture `grey` (h, w) float32 in 0..1."""
    region, mask, left, top, scale = _cut(grey, instance)
    inside, outside = mask > SOLID, mask < NONE
    # What is farther from the ink may be another ground: beyond a tile, a box or the edge of a shadow.
    away = cv2.distanceTransform((~inside).view(np.uint8), cv2.DIST_L2, 3)
    outside &= away <= NEAR * max(mask.shape)
    if not inside.any() or not outside.any():
        return _cropped(np.minimum(2 * mask, 1), left, top, scale, True, float(np.ptp(region)))
    ink, paper = float(np.median(region[inside])), float(np.median(region[outside]))
    # Lines and neighbours are no paper.
    is_paper = outside & (np.abs(region - paper) < 0.5 * abs(ink - paper) + 1e-3)
    level = _around(region, is_paper, paper, max(3.0, AROUND * max(mask.shape)))
    contrast = level - region
    dark = float(contrast[inside].mean()) > 0
    contrast = contrast if dark else -contrast
    full = max(float(np.percentile(contrast[inside], DARKEST)), 1e-3)
    side = 2 * int(np.ceil(REACH * scale / instance.scale)) + 1
    own = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    strength = np.clip(contrast / full, 0, 1) * np.clip(2 * own, 0, 1)
    strength = filled(np.where(strength > RIM, strength, 0))
    return _cropped(strength if strength.any() else np.minimum(2 * mask, 1), left, top, scale, dark, full)


def _cut(grey: np.ndarray, instance: Instance) -> tuple[np.ndarray, np.ndarray, int, int, float]:
    """Return the picture around an instance, its mask on the same grid, where in the picture this begins, and
    how many of its pixels make one of the picture's.

    The grid is the picture's own, coarser for large digits and finer for tiny ones: enlarging blurs.
    """
    left, top, right, bottom = instance.box
    size = max(right - left, bottom - top)
    margin = AROUND * size
    scale = min(1.0, SIDE / size) if size >= FINE else max(1.0, instance.scale)
    x0, y0 = max(int(left - margin), 0), max(int(top - margin), 0)
    x1, y1 = min(int(right + margin) + 1, grey.shape[1]), min(int(bottom + margin) + 1, grey.shape[0])
    width, height = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    region = cv2.resize(grey[y0:y1, x0:x1], (width, height), interpolation=way)
    step = scale / instance.scale
    move = np.array([left - x0, top - y0]) * scale + (step - 1) / 2
    matrix = np.array([[step, 0, move[0]], [0, step, move[1]]])
    mask = cv2.warpAffine(instance.mask, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return region, mask, x0, y0, scale


def _cropped(strength: np.ndarray, left: int, top: int, scale: float, dark: bool, contrast: float) -> Ink:
    x, y, width, height = cv2.boundingRect((strength > 0).view(np.uint8))
    x0, y0 = left + x / scale, top + y / scale
    strength = strength[y : y + height, x : x + width].astype(np.float32)
    return Ink(strength, (x0, y0, x0 + width / scale, y0 + height / scale), dark, contrast)


def _around(region: np.ndarray, known: np.ndarray, usual: float, spread: float) -> np.ndarray:
    """Return for each pixel of the region the mean of the `known` ones within about `spread` pixels.

    Where there is none, it is the `usual` one.
    """
    side = 2 * round(np.sqrt(1.5) * spread) + 1  # two means over as many pixels have that deviation
    weight = smooth(known.astype(np.float32), side) + np.float32(FAINT)
    return (smooth(np.where(known, region, np.float32(0)), side) + np.float32(FAINT * usual)) / weight
