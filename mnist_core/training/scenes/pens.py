"""What digits are written with: each pen takes a glyph (h, w) float32 in 0..1 and gives it its own ink."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from mnist_core.training.lines import Rng

Pen = Callable[[np.ndarray, Rng], np.ndarray]


def plain(glyph: np.ndarray, rng: Rng) -> np.ndarray:
    """An even stroke."""
    return glyph


def uneven(glyph: np.ndarray, rng: Rng) -> np.ndarray:
    """A stroke that is pressed on here and lifted there."""
    small = rng.uniform(rng.uniform(0.25, 0.9), 1.1, (4, 4)).astype(np.float32)
    return np.minimum(
        glyph * cv2.resize(small, glyph.shape[::-1], interpolation=cv2.INTER_CUBIC).clip(0.15), 1
    )


def dry(glyph: np.ndarray, rng: Rng) -> np.ndarray:
    """A marker that runs dry, or chalk and crayon on rough ground: grains of paper show through."""
    grain = rng.random(glyph.shape, np.float32)
    if rng.random() < 0.6:
        grain = cv2.GaussianBlur(grain, (0, 0), rng.uniform(0.5, 1.2))
    bare = grain < np.quantile(grain, rng.uniform(0.1, 0.45))
    return np.where(bare, glyph * rng.uniform(0, 0.4), glyph)


def hollow(glyph: np.ndarray, rng: Rng) -> np.ndarray:
    """Only the outline, or two tracks of a ballpoint: the middle of the stroke stays light."""
    size = max(glyph.shape)
    if size < 18:
        return glyph
    brush = np.ones((2 * max(1, round(0.03 * size)) + 1,) * 2, np.uint8)
    inside = cv2.erode(glyph, brush, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return glyph - inside * rng.uniform(0.4, 1)


def retraced(glyph: np.ndarray, rng: Rng) -> np.ndarray:
    """Gone over a second time, not quite in the same place."""
    reach = 0.06 * max(glyph.shape)
    turn = cv2.getRotationMatrix2D((glyph.shape[1] / 2, glyph.shape[0] / 2), rng.normal(0, 3), 1)
    turn[:, 2] += rng.uniform(-reach, reach, 2)
    return np.maximum(glyph, cv2.warpAffine(glyph, turn, glyph.shape[::-1]) * rng.uniform(0.5, 1))


def dotted(glyph: np.ndarray, rng: Rng) -> np.ndarray:
    """Dots or dashes."""
    step = max(3.0, rng.uniform(0.08, 0.2) * max(glyph.shape))
    y, x = np.indices(glyph.shape, np.float32)
    angle = rng.uniform(0, np.pi)
    across = np.cos(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / step)
    along = np.cos(2 * np.pi * (y * np.cos(angle) - x * np.sin(angle)) / step)
    return glyph * (np.maximum(across, along) > rng.uniform(-0.3, 0.4))


def soft(glyph: np.ndarray, rng: Rng) -> np.ndarray:
    """A broad soft pen, darkest in its middle."""
    return np.minimum(
        cv2.GaussianBlur(glyph, (0, 0), rng.uniform(0.5, 0.06 * max(glyph.shape) + 0.6)) * 1.3, 1
    )


PENS: dict[Pen, float] = {
    plain: 0.58, uneven: 0.14, dry: 0.1, soft: 0.06, hollow: 0.05, retraced: 0.04,
    dotted: 0.03,
}  # fmt: skip


def any_pen(rng: Rng) -> Pen:
    """Return a pen, as often as `PENS` says."""
    return list(PENS)[rng.choice(len(PENS), p=list(PENS.values()))]
