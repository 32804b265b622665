"""What light, camera and scanner make of a picture: each takes and returns (h, w) float32, about 0..1."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from mnist_core.training.lines import Rng
from mnist_core.training.scenes.paper import noise, side_of_edge


def slanting(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """Light that falls off to one side, or in one corner."""
    side = side_of_edge(picture.shape, rng)
    return picture * (1 - rng.uniform(0.1, 0.6) / (1 + np.exp(-side / rng.uniform(20, 90))))


def shadowed(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """The edge of a shadow, sharp or soft, straight or as of a hand."""
    side = side_of_edge(picture.shape, rng)
    if rng.random() < 0.5:
        side = side + 30 * noise(picture.shape, rng.uniform(15, 60), rng)
    return picture * (
        1 - rng.uniform(0.12, 0.6) / (1 + np.exp(np.clip(-side / rng.uniform(0.3, 8), -30, 30)))
    )


def lamp(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """The bright spot of a lamp or its mirror image."""
    y, x = np.indices(picture.shape, np.float32)
    middle = rng.uniform((0, 0), picture.shape)
    far = ((y - middle[0]) ** 2 + (x - middle[1]) ** 2) / rng.uniform(12, 80) ** 2
    return picture * rng.uniform(0.5, 0.9) + rng.uniform(0.1, 0.5) * np.exp(-far)


def blurred(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """Out of focus."""
    return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.4))


def coarse(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """Taken with few pixels and enlarged, smooth or in blocks."""
    factor = rng.uniform(1.2, 2.6)
    small = cv2.resize(picture, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    way = rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST])
    return cv2.resize(small, picture.shape[::-1], interpolation=int(way))


def grainy(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """The noise of a sensor."""
    grain = rng.normal(0, 1, picture.shape).astype(np.float32)
    if rng.random() < 0.4:
        grain = cv2.GaussianBlur(grain, (0, 0), 0.8) * 2
    return picture + grain * np.float32(rng.exponential(0.03))


def peppered(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """Salt and pepper."""
    lots, share = rng.random(picture.shape, np.float32), rng.uniform(0.002, 0.06)
    return np.where(lots < share, 0, np.where(lots > 1 - share, 1, picture)).astype(np.float32)


def thresholded(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """Black and white, as scanners and scanning apps make it."""
    low, high = float(picture.min()), float(picture.max())
    level = low + (high - low) * rng.uniform(0.4, 0.75)
    return np.clip((picture - level) * rng.uniform(6, 60) + 0.5, 0, 1)


def compressed(picture: np.ndarray, rng: Rng) -> np.ndarray:
    """JPEG."""
    bytes_ = np.uint8(np.clip(picture, 0, 1) * 255)
    _, data = cv2.imencode(".jpg", bytes_, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(20, 95))])
    return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE).astype(np.float32) / 255


Light = Callable[[np.ndarray, Rng], np.ndarray]
# In the order in which they happen to a picture.
LIGHTS: dict[Light, float] = {
    slanting: 0.25, shadowed: 0.22, lamp: 0.1, blurred: 0.2, coarse: 0.22, grainy: 0.45, peppered: 0.02,
    thresholded: 0.12, compressed: 0.25,
}  # fmt: skip
