"""What people write on."""

from __future__ import annotations

import cv2
import numpy as np


def ruled(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture on ruled paper, its lines turned by up to 3 degrees."""
    step, grey, thickness = random.uniform(30, 50), random.uniform(90, 190), int(random.integers(1, 4))
    return np.minimum(picture, lines_across(picture.shape, step, grey, thickness, random.uniform(-3, 3)))


def squared(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture on squared paper, turned by up to 3 degrees."""
    height, width = picture.shape
    step, grey, thickness = random.uniform(18, 30), random.uniform(90, 190), int(random.integers(1, 4))
    lines = lines_across((2 * height, 2 * width), step, grey, thickness)
    lines = np.minimum(lines, lines_across((2 * width, 2 * height), step, grey, thickness).T)
    turn = cv2.getRotationMatrix2D((width, height), random.uniform(-3, 3), 1)
    lines = cv2.warpAffine(lines, turn, (2 * width, 2 * height))
    top, left = random.integers(height // 3, 2 * height // 3), random.integers(width // 3, 2 * width // 3)
    return np.minimum(picture, lines[top : top + height, left : left + width])


def folded(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a crease through it, tilted by up to 15 degrees."""
    height, width = picture.shape
    middle, rise = height * random.uniform(0.35, 0.65), width * np.tan(np.radians(random.uniform(-15, 15)))
    ends = (0, round(middle - rise / 2)), (width, round(middle + rise / 2))
    grey, thickness = float(random.uniform(110, 190)), int(random.integers(1, 4))
    crease = cv2.line(np.full(picture.shape, 255.0), *ends, grey, thickness, cv2.LINE_AA)
    return np.minimum(picture, crease if random.random() < 0.5 else crease.T)


def shown_through(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its mirror image shown through faintly, as from the back of the sheet."""
    move = random.uniform(-0.3, 0.3, 2) * picture.shape
    back = cv2.warpAffine(
        cv2.GaussianBlur(picture[:, ::-1], (0, 0), random.uniform(1.5, 3)),
        np.float64([[1, 0, move[1]], [0, 1, move[0]]]),
        picture.shape[::-1],
        borderValue=picture.max(),
    )
    return np.minimum(picture, picture.max() - random.uniform(0.15, 0.35) * (picture.max() - back))


def beside_a_fold(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture as one page of an open book, the fold in the middle in its own shadow."""
    wider = np.pad(picture, ((0, 0), (picture.shape[1], 0)), mode="edge")
    across = np.abs(np.arange(wider.shape[1]) - picture.shape[1])
    return wider * (1 - random.uniform(0.3, 0.6) * np.exp(-across / random.uniform(10, 40)))


def lines_across(
    shape: tuple[int, int], step: float, grey: float, thickness: int, tilt: float = 0.0
) -> np.ndarray:
    """Return (h, w) float64: lines from left to right on white, `step` pixels apart, `tilt` in degrees."""
    height, width = shape
    rise = width * np.tan(np.radians(tilt))
    page = np.full(shape, 255.0)
    for y in np.arange(-abs(rise), height + abs(rise), step):
        cv2.line(page, (0, round(y)), (width, round(y + rise)), grey, thickness, cv2.LINE_AA)
    return page
