"""Lines through a few points, straight, curved or rounded, of which `forms` makes its digits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Rng = np.random.Generator
Stroke = np.ndarray  # (k, 2): x to the right and y down, a digit about 1 high
Points = Sequence[tuple[float, float]] | np.ndarray


def arc(centre: Points, width: float, height: float, start: float, end: float) -> Stroke:
    """Return part of an ellipse of the given half axes; degrees from the right, with the clock."""
    angles = np.deg2rad(np.linspace(start, end, 6 + int(abs(end - start) / 25)))
    return centre + np.stack([width * np.cos(angles), height * np.sin(angles)], 1)


def spiral(centre: Points, width: float, height: float, start: float, end: float, last: float) -> Stroke:
    """Return an arc that winds, its half axes at the end `last` times what they are at the start."""
    curve = arc((0, 0), width, height, start, end)
    return centre + curve * np.linspace(1, last, len(curve))[:, None]


def wave(start: np.ndarray, end: tuple[float, float], rng: Rng) -> Stroke:
    """Return the way from start to end as an arc or a wave."""
    start, end = np.array(start, float), np.array(end, float)
    along = np.linspace(0, 1, 9)[:, None]
    across = np.array([start[1] - end[1], end[0] - start[0]])
    arc, wave = rng.normal(0, 0.1), rng.normal(0, 0.09)
    return (
        start
        + (end - start) * along
        + across * (4 * along * (1 - along) * arc + wave * np.sin(2 * np.pi * along))
    )


def bent(ends: Points, rng: Rng, sag: float) -> Stroke:
    """Return the line between two points as an arc whose depth deviates by `sag` of its length."""
    start, end = np.array(ends, float)
    across = np.array([start[1] - end[1], end[0] - start[0]]) * rng.normal(0, sag)
    along = np.linspace(0, 1, 7)[:, None]
    return start + (end - start) * along + 4 * along * (1 - along) * across


def rounded(points: Points, rng: Rng) -> Stroke:
    """Return the line through the points with its corners cut one to three times (Chaikin, 1974)."""
    return _cut_corners(np.array(points, float), rng.integers(1, 4))


def worn(points: Points, rng: Rng) -> Stroke:
    """Return the line through the points, its corners sharp or, as often, cut."""
    return _cut_corners(np.array(points, float), rng.choice([0, 0, 1, 2]))


def _cut_corners(line: Stroke, times: int) -> Stroke:
    for _ in range(times):
        first, second = line[:-1], line[1:]
        cut = np.stack([0.75 * first + 0.25 * second, 0.25 * first + 0.75 * second], 1).reshape(-1, 2)
        line = np.concatenate([line[:1], cut[1:-1], line[-1:]])
    return line
