"""The light on a page."""

from __future__ import annotations

import numpy as np

from mnist_core.evaluation.scenes.digits import ink_box


def lit_from_a_side(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture in light that falls off by half the range from one side to the other."""
    angle = random.uniform(0, 2 * np.pi)
    y, x = np.indices(picture.shape) / (len(picture) - 1) - 0.5
    slope = x * np.cos(angle) + y * np.sin(angle)
    return picture * (0.75 - 0.5 * slope / np.ptp(slope))


def across_a_shadow(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture half in a shadow, whose edge is soft."""
    angle = random.uniform(0, 2 * np.pi)
    y, x = np.indices(picture.shape) - len(picture) / 2
    across = x * np.cos(angle) + y * np.sin(angle) - random.uniform(-0.2, 0.2) * len(picture)
    return picture * (0.75 - 0.25 * np.tanh(across / (0.03 * len(picture))))


def half_in_shade(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a shadow whose edge, straight and hard or soft, runs through its ink."""
    left, top, right, bottom = ink_box(picture)
    angle, place = random.uniform(0, 2 * np.pi), random.uniform(0.35, 0.65, 2)
    y, x = np.indices(picture.shape)
    x, y = x - left - place[0] * (right - left), y - top - place[1] * (bottom - top)
    away = (x * np.cos(angle) + y * np.sin(angle)) / random.uniform(1, 8)
    return picture * (1 - random.uniform(0.3, 0.6) / (1 + np.exp(away.clip(-50, 50))))


def under_a_lamp(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture in dim light, with the bright spot of a lamp on it."""
    y, x = np.indices(picture.shape) / len(picture) - random.uniform(0.2, 0.8, 2)[:, None, None]
    spot = np.exp(-(x**2 + y**2) / (2 * random.uniform(0.12, 0.2) ** 2))
    return 0.6 * picture + 110 * spot


def under_a_hand(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with the shadow of a hand that reaches into it, halfway over its ink or less."""
    height, width = picture.shape
    middle = random.uniform(0.9, 1.1) * width, random.uniform(0.9, 1.1) * height
    y, x = np.indices(picture.shape)
    angle = np.arctan2(y - middle[1], x - middle[0])
    reach = (0.5 + 0.05 * np.sin(9 * angle + random.uniform(0, 6))) * random.uniform(0.8, 1.2) * width
    edge = random.uniform(1, 12)
    shade = 1 / (1 + np.exp((np.hypot(x - middle[0], y - middle[1]) - reach) / edge))
    return picture * (1 - random.uniform(0.25, 0.5) * shade)
