"""What can be done to a digit, one number for each: turn, move, shrink, thicken, blur, noise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

SIDE = 28
FINER = 4  # times: strokes are made thicker or thinner on a grid that much finer
NOISE_SEED = 0  # the same grain for every amount, so that a slider changes one thing


@dataclass(frozen=True)
class Change:
    """One way to change a digit.

    lowest, highest, step: the amounts it takes, in `unit`.
    neutral: the amount that changes nothing.
    apply: (28, 28) float32 in 0..1 and an amount to the changed image, of the same kind.
    """

    name: str
    unit: str
    lowest: float
    highest: float
    step: float
    neutral: float
    apply: Callable[[np.ndarray, float], np.ndarray]

    def amounts(self, count: int) -> np.ndarray:
        """Return `count` amounts (count,), evenly over the whole range."""
        return np.linspace(self.lowest, self.highest, count)


def changed(image: np.ndarray, amounts: Mapping[str, float]) -> np.ndarray:
    """Return the image (28, 28) in 0..1 with each of the changes, by its key, in the order of CHANGES."""
    for key, change in CHANGES.items():
        amount = amounts.get(key, change.neutral)
        if amount != change.neutral:
            image = change.apply(image, amount)
    return image


def sweep(image: np.ndarray, amounts: Mapping[str, float], key: str, count: int) -> np.ndarray:
    """Return (count, 28, 28): the image with the change `key` over its whole range, the others as given."""
    return np.stack([changed(image, {**amounts, key: float(a)}) for a in CHANGES[key].amounts(count)])


def thicken(image: np.ndarray, amount: float) -> np.ndarray:
    """Return the image with strokes `amount` pixels thicker on each side, or thinner where it is negative."""
    side = SIDE * FINER
    fine = cv2.resize(image, (side, side), interpolation=cv2.INTER_LINEAR)
    size = 2 * round(abs(amount) * FINER) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    morph = cv2.dilate if amount > 0 else cv2.erode
    return cv2.resize(morph(fine, disc), (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def turn(image: np.ndarray, degrees: float) -> np.ndarray:
    """Return the image turned about its middle, clockwise."""
    return _moved(image, cv2.getRotationMatrix2D((SIDE / 2 - 0.5, SIDE / 2 - 0.5), -degrees, 1))


def scale(image: np.ndarray, percent: float) -> np.ndarray:
    """Return the image made larger or smaller about its middle."""
    return _moved(image, cv2.getRotationMatrix2D((SIDE / 2 - 0.5, SIDE / 2 - 0.5), 0, percent / 100))


def move_right(image: np.ndarray, pixels: float) -> np.ndarray:
    """Return the image moved; what leaves the frame is lost."""
    return _moved(image, np.array([[1, 0, pixels], [0, 1, 0]], np.float64))


def move_down(image: np.ndarray, pixels: float) -> np.ndarray:
    """Return the image moved; what leaves the frame is lost."""
    return _moved(image, np.array([[1, 0, 0], [0, 1, pixels]], np.float64))


def blur(image: np.ndarray, sigma: float) -> np.ndarray:
    """Return the image with a Gaussian blur of `sigma` pixels."""
    return cv2.GaussianBlur(image, (0, 0), sigma)


def add_noise(image: np.ndarray, sigma: float) -> np.ndarray:
    """Return the image with Gaussian noise on every pixel, its deviation in per cent of full ink."""
    grain = np.random.default_rng(NOISE_SEED).standard_normal(image.shape, np.float32)
    return np.clip(image + grain * np.float32(sigma / 100), 0, 1)


def _moved(image: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    return cv2.warpAffine(image, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR)


CHANGES = {
    "thicken": Change("Thicken", "px", -1.5, 3.0, 0.25, 0.0, thicken),
    "turn": Change("Turn", "°", -180.0, 180.0, 5.0, 0.0, turn),
    "scale": Change("Size", "%", 30.0, 150.0, 5.0, 100.0, scale),
    "right": Change("Move right", "px", -12.0, 12.0, 1.0, 0.0, move_right),
    "down": Change("Move down", "px", -12.0, 12.0, 1.0, 0.0, move_down),
    "blur": Change("Blur", "px", 0.0, 5.0, 0.25, 0.0, blur),
    "noise": Change("Noise", "%", 0.0, 100.0, 5.0, 0.0, add_noise),
}
