"""What lies around the page or on it."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.evaluation.scenes.digits import INK, ink_box


def on_desk(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture as a sheet, turned by up to 10 degrees, on a desk of any darker grey."""
    height, width = picture.shape
    size = 2 * width, 2 * height
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-10, 10), 1)
    turn[:, 2] += random.uniform(-0.2, 1.2) * width, random.uniform(-0.2, 1.2) * height
    desk = float(random.uniform(20, 160))
    return cv2.warpAffine(picture, turn, size, flags=cv2.INTER_LINEAR, borderValue=desk)


def beside_an_edge(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with an edge of the page beside its ink, on any side, and what lies beyond it.

    That is as often a desk of any darker grey as the other pages of a book, each with an edge of its own.
    """
    left, top, right, bottom = ink_box(picture)
    room = min(left, top, picture.shape[1] - right, picture.shape[0] - bottom)
    angle = np.pi / 2 * random.integers(4) + random.uniform(-0.12, 0.12)
    corners = np.array([(x, y) for x in (left, right) for y in (top, bottom)], float)
    toward = np.array([np.cos(angle), np.sin(angle)])
    x, y = np.indices(picture.shape)[::-1]
    beyond = x * toward[0] + y * toward[1] - (corners @ toward).max() - random.uniform(0.1, 0.7) * room
    if random.random() < 0.5:
        shadow = 1 - random.uniform(0.2, 0.6) * np.exp(-beyond.clip(0) / random.uniform(2, 12))
        return np.where(beyond > 0, random.uniform(20, 160) * shadow, picture)
    pages = np.where(beyond > 0, picture.max() * random.uniform(0.8, 1), picture)
    for page in range(int(random.integers(1, 5))):
        edge = np.exp(-((beyond - page * random.uniform(5, 9)) ** 2) / (2 * random.uniform(0.6, 1.5) ** 2))
        pages = pages * (1 - random.uniform(0.3, 0.7) * edge)
    return pages


def beside_a_pen(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a pen of any grey beside it, its end in view or not."""
    height, width = picture.shape
    wider = np.pad(picture, ((height // 2, height // 2), (0, width // 2)), mode="edge")
    tip = width + int(random.integers(0, width // 4)), int(random.integers(height // 4, height // 2))
    lean, long = random.uniform(-0.15, 0.15), int(random.uniform(1.2, 2.0) * height)
    end = round(tip[0] + lean * long), tip[1] + long
    return cv2.line(
        wider, tip, end, float(random.uniform(20, 150)), int(random.integers(24, 36)), cv2.LINE_AA
    )


def on_dark_tile(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its ink left out of a dark tile."""
    left, top, right, bottom = ink_box(picture)
    margin = int(random.integers(15, 40))
    tile = picture.copy()
    inside = np.s_[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    tile[inside] = picture.max() + INK - picture[inside]
    return tile
