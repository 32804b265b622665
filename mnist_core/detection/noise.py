"""Noise taken out of a picture before its ink is looked for."""

from __future__ import annotations

import cv2
import numpy as np

NOISE_ROWS = 24  # of the picture, about: the noise is measured in these
LOUD = 15  # grey levels from pixel to pixel, the median of all: so much is noise, of about that deviation
SPECK = 40  # grey levels: a pixel that differs so much from all around it is a speck
PARTS = 4  # of the picture, across and down: specks of noise are in all of them, dots of a drawing are not
SPECKLED = 0.003  # of each part are specks
PATCH = 200  # pixels a side, in the middle of the picture: the specks are counted there
RING = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8)


def without_specks(picture: np.ndarray) -> np.ndarray:
    """Return `picture` (h, w, 3) uint8 without salt-and-pepper noise, if there is any.

    A median of three by three leaves strokes as they are; where the specks are many, it takes two.
    """
    for _ in range(2):
        if not _is_speckled(picture):
            break
        picture = cv2.medianBlur(picture, 3)
    return picture


def _is_speckled(picture: np.ndarray) -> bool:
    if min(picture.shape[:2]) < PARTS:
        return False
    top, left = (max(0, side - PATCH) // 2 for side in picture.shape[:2])
    grey = picture[top : top + PATCH, left : left + PATCH, 1]
    is_light = cv2.subtract(grey, cv2.dilate(grey, RING)) > SPECK
    is_dark = cv2.subtract(cv2.erode(grey, RING), grey) > SPECK
    share = cv2.resize((is_light | is_dark).astype(np.float32), (PARTS, PARTS), interpolation=cv2.INTER_AREA)
    return bool((share > SPECKLED).all())


def without_noise(picture: np.ndarray) -> tuple[np.ndarray, float]:
    """Return `picture` (h, w, 3) uint8, blurred if its noise would join the strokes; and that noise, or 0.

    Noise is in every pixel, while strokes have edges in few.
    """
    rows = picture[:: 1 + len(picture) // NOISE_ROWS, :, 1]
    steps = np.abs(np.diff(rows.astype(np.int16), axis=1))
    if 2 * np.count_nonzero(steps >= LOUD) <= steps.size:
        return picture, 0.0
    return cv2.GaussianBlur(picture, (5, 5), 0), float(np.median(steps))
