"""The signs that people write between digits and after them: points, slashes, arithmetic, money."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist_core.training.lines import Rng, Stroke, arc
from mnist_core.training.scenes.canvas import drawn

Sign = Sequence[Stroke]

# Each about 1 high and standing on the line of the digits; x from 0 to the right, y down.
COMMON = 11  # of these begin the list
SLASHES = range(3, 8)  # those of these
SIGNS = (
    [[(0.05, 0.97), (0.06, 1.0)]],  # .
    [[(0.1, 0.92), (0.02, 1.2)]],  # ,
    [[(0.0, 0.55), (0.4, 0.53)]],  # -
    [[(0.4, -0.1), (0.0, 1.15)]],  # /
    [[(0.55, -0.15), (0.0, 1.1)]],  # /, lower
    [[(0.25, -0.2), (0.0, 1.25)]],  # /, steeper
    [[(0.4, -0.3), (0.0, 1.0)]],  # /, higher
    [[(0.35, -0.1), (0.0, 1.0)]],  # /, hardly longer than a digit
    [[(0.0, 0.4), (0.45, 0.4)], [(0.0, 0.65), (0.45, 0.65)]],  # =
    [[(0.0, 0.55), (0.5, 0.55)], [(0.25, 0.3), (0.25, 0.8)]],  # +
    [arc((0.5, 0.5), 0.35, 0.5, 50, 310), [(0.0, 0.4), (0.55, 0.4)], [(0.0, 0.6), (0.5, 0.6)]],  # €
    [[(0.05, 0.5), (0.06, 0.52)]],  # ·
    [[(0.05, 0.45), (0.06, 0.47)], [(0.05, 0.95), (0.06, 0.97)]],  # :
    [[(0.4, -0.1), (0.0, 1.15)], [(0.6, -0.1), (0.2, 1.15)]],  # //
    [[(0.0, 0.55), (0.8, 0.53)]],  # –
    [[(0.0, 0.35), (0.45, 0.8)], [(0.45, 0.35), (0.0, 0.8)]],  # ×
    [[(0.0, 0.55), (0.45, 0.55)], [(0.22, 0.3), (0.23, 0.32)], [(0.22, 0.8), (0.23, 0.82)]],  # ÷
    [arc((0.35, 0.5), 0.28, 0.65, 120, 240).tolist()],  # (
    [arc((0.0, 0.5), 0.28, 0.65, -60, 60).tolist()],  # )
    [[(0.3, -0.1), (0.05, -0.1), (0.05, 1.1), (0.3, 1.1)]],  # [
    [[(0.0, -0.1), (0.25, -0.1), (0.25, 1.1), (0.0, 1.1)]],  # ]
    [
        arc((0.15, 0.2), 0.13, 0.17, 0, 360),
        arc((0.55, 0.8), 0.13, 0.17, 0, 360),
        [(0.6, 0.0), (0.1, 1.0)],
    ],  # %
    [arc((0.5, 0.5), 0.35, 0.5, 50, 310)],  # C
    [[(0.0, 0.55), (0.25, 0.95), (0.8, 0.0)]],  # a tick
    [[(0.35, 0.0), (0.15, 0.35)]],  # '
    [[(0.0, 0.0), (0.4, 0.5), (0.0, 1.0)]],  # >
    [[(0.4, 0.0), (0.0, 0.5), (0.4, 1.0)]],  # <
    [arc((0.25, 0.75), 0.12, 0.12, 0, 360)],  # o, small and raised
)


def any_sign(rng: Rng) -> Sign:
    """Return the lines of any sign, as often as not one of the most common."""
    return SIGNS[rng.integers(len(SIGNS) if rng.random() < 0.5 else COMMON)]


def slash(rng: Rng) -> Sign:
    """Return the line of any slash."""
    return SIGNS[rng.choice(SLASHES)]


def drawn_sign(
    lines: Sign, shape: tuple[int, int], left: float, foot: float, unit: float, rng: Rng
) -> tuple[np.ndarray, float]:
    """Return a sign on an empty canvas of this shape, (h, w) float32 in 0..1, and its width in pixels.

    It begins at `left` and stands on `foot`, beside digits that are `unit` pixels high.
    """
    wider = np.array([rng.uniform(0.8, 1.5), rng.uniform(0.9, 1.1)])
    spot = np.array([left, foot - unit * rng.uniform(0.9, 1)])
    placed = [
        spot + np.array(line) * wider * unit + rng.normal(0, 0.02, np.shape(line)) * unit for line in lines
    ]
    width = max(float(np.concatenate(lines)[:, 0].max()) * wider[0], 0.05) * unit
    return drawn(shape, placed, max(0.8, unit * rng.uniform(0.04, 0.14))), width
