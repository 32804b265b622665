"""Cuts through ink that may be several digits grown together."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from mnist_core.regions import Region

CUT_HEIGHT = 72  # pixels: a region is reduced to this height to look for its cuts
MOST_CUTS = 9  # in one region
BEND = 2.0  # price of one sideways step beside 1.0 for crossing a pixel of ink: freer paths run into one


def cut(region: Region) -> list[Region]:
    """Return `region` cut into slices, left to right, along its cheapest paths from top to bottom.

    A path pays for the ink that it crosses and, a little, for each step aside; the slices between
    neighbouring paths, alone or joined, are the digits if there are several (over-segmentation:
    Casey and Lecolinet, A survey of methods and strategies in character segmentation, 1996).
    """
    height, width = region.strength.shape
    scale = min(1.0, CUT_HEIGHT / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(region.strength, size, interpolation=cv2.INTER_AREA)
    paths = _cheapest_paths(small)
    if not paths:
        return [region]
    edges = [np.zeros(size[1]), *paths, np.full(size[1], size[0])]
    rows = np.clip(((np.arange(height) + 0.5) * size[1] / height).astype(int), 0, size[1] - 1)
    columns = (np.arange(width) + 0.5) * size[0] / width
    slices = []
    for left, right in pairwise(edges):
        inside = (columns >= left[rows, None]) & (columns < right[rows, None])
        slices.append(region.part(inside))
    return [part for part in slices if part is not None]


def _cheapest_paths(ink: np.ndarray) -> list[np.ndarray]:
    """Return up to MOST_CUTS paths, left to right, each the column (h,) at which it crosses every row."""
    height, width = ink.shape
    cost = np.pad(ink, ((0, 0), (1, 1)), constant_values=np.inf)
    total, steps = cost[0], np.zeros((height, width), int)
    for y in range(1, height):
        ways = np.stack([total[:-2] + BEND, total[1:-1], total[2:] + BEND])
        steps[y] = ways.argmin(0) - 1
        total = np.pad(ways.min(0), 1, constant_values=np.inf) + cost[y]
    ends = total[1:-1]
    apart = max(2, height // 8)
    paths: list[np.ndarray] = []
    for x in np.argsort(ends, kind="stable"):
        path = _trace(steps, int(x))
        middle = path.mean()
        if not apart <= middle <= width - apart:
            continue
        if all(abs(middle - other.mean()) >= apart for other in paths):
            paths.append(path)
        if len(paths) == MOST_CUTS:
            break
    return sorted(paths, key=lambda path: path.mean())


def _trace(steps: np.ndarray, x: int) -> np.ndarray:
    path = np.empty(len(steps))
    for y in range(len(steps) - 1, -1, -1):
        path[y] = x
        x += steps[y, x]
    return path
