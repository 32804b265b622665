"""A page like one that a person would bring, made from test digits, to show how a reading works."""

from __future__ import annotations

import cv2
import numpy as np

DIGIT_SIDE = 150  # pixels
PAPER = np.array((244, 236, 216))
PEN = np.array((38, 62, 140))
TOUCHING, CLOSE = (4, 1, 11, 18), 90  # the numbers of test images of which some touch at this pitch


def example_page(digits: np.ndarray, pitch: int = DIGIT_SIDE) -> np.ndarray:
    """Return digits (n, 28, 28) uint8 in blue ink on shadowed paper with grain: (h, w, 3) uint8.

    `pitch` is the distance from one digit to the next, in pixels.
    """
    height, width = 2 * DIGIT_SIDE, (len(digits) - 1) * pitch + 3 * DIGIT_SIDE
    ink = np.zeros((height, width), np.float32)
    for place, digit in enumerate(digits):
        smooth = cv2.resize(digit, (DIGIT_SIDE, DIGIT_SIDE), interpolation=cv2.INTER_CUBIC)
        left, top = DIGIT_SIDE + place * pitch, DIGIT_SIDE // 2 - 20 * (place % 2)
        spot = ink[top : top + DIGIT_SIDE, left : left + DIGIT_SIDE]
        np.maximum(spot, smooth / 255, out=spot)
    page = PAPER + ink[..., None] * (PEN - PAPER)
    y, x = np.indices((height, width), np.float32)
    light = 1 - 0.45 / (1 + np.exp((0.9 * width - x - 0.7 * y) / 40))
    grain = np.random.default_rng(0).normal(0, 2.5, (height, width, 1))
    return np.clip(page * light[..., None] + grain, 0, 255).astype(np.uint8)
