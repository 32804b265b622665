"""Cuts through ink that may be several digits grown together."""

from __future__ import annotations

from functools import partial
from itertools import combinations

import cv2
import numpy as np

from mnist_core.detection.regions import Region
from mnist_core.detection.strokes import stroke_width
from mnist_core.recognition.hypotheses import WIDEST, Hypothesis, geometry

CUT_HEIGHT = 72  # pixels: a region is reduced to this height to look for its cuts
MOST_CUTS = 9  # in one region, of each kind
BENDS = (2.0, 0.4)  # prices of a step aside, beside 1.0 for a pixel of ink: straight cuts, free ones
ALIKE = 2  # pixels: cuts nowhere further apart are one
NARROWEST = 1 / 8  # of the height: between two cuts
CROSSED = 1.0  # pixels of ink on a cut: of a stroke there, which may be of both digits
SHARED = 0.5  # log-odds against a stroke of two digits


def cut(region: Region) -> list[Hypothesis]:
    """Return `region`, and its parts between any two of its cheapest paths from top to bottom.

    A path pays for the ink that it crosses and, a little, for each step aside; the parts between paths are
    the digits if there are several (over-segmentation: Casey and Lecolinet, A survey of methods and
    strategies in character segmentation, 1996). Straight paths run between most digits, free ones around
    the strokes of one that reaches over another. A stroke on which two digits meet may belong to both.
    """
    height, width = region.strength.shape
    scale = min(1.0, CUT_HEIGHT / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(region.strength, size, interpolation=cv2.INTER_AREA)
    edges = [np.zeros(size[1]), *_paths(small), np.full(size[1], size[0])]
    rows = np.clip(((np.arange(height) + 0.5) * size[1] / height).astype(int), 0, size[1] - 1)
    # The column at which each row of the region crosses the edge.
    columns = [np.ceil(edge[rows] * width / size[0] - 0.5).astype(int) for edge in edges]
    stroke = round(stroke_width(region.strength > 0.5))
    shared = [stroke if _crosses_ink(edge, small) else 0 for edge in edges]
    found = [Hypothesis(lambda: region, 0, len(edges) - 1, geometry(region, height))]
    for start, stop in combinations(range(len(edges)), 2):
        between = edges[stop] - edges[start]
        if between.min() < 0 or not NARROWEST * size[1] <= between.mean() <= WIDEST * size[1]:
            continue
        for before, after in dict.fromkeys([(0, 0), (shared[start], 0), (0, shared[stop])]):
            make = partial(_between, region, columns[start] - before, columns[stop] + after)
            part = make()
            if part and part.width <= WIDEST * part.height and stop - start < len(edges) - 1:
                price = SHARED if before or after else 0.0
                found.append(Hypothesis(make, start, stop, geometry(part, height) - price))
    return found


def _crosses_ink(edge: np.ndarray, ink: np.ndarray) -> bool:
    """Whether the path (h,) goes through a stroke of the ink (h, w); the sides of a region do not."""
    inside = (edge > 0) & (edge < ink.shape[1])
    return bool(ink[inside, edge[inside].astype(int)].sum() > CROSSED)


def _between(region: Region, left: np.ndarray, right: np.ndarray) -> Region | None:
    """Return the ink from the columns `left` (h,) to before `right` (h,), or None if there is none."""
    first, last = max(0, int(left.min())), min(region.width, int(right.max()))
    x, top, _, bottom = region.box
    window = Region((x + first, top, x + last, bottom), region.strength[:, first:last])
    column = np.arange(first, last)
    return window.part((column >= left[:, None]) & (column < right[:, None]))


def _paths(ink: np.ndarray) -> list[np.ndarray]:
    """Return the cheapest paths of each kind, left to right, no two of them alike."""
    paths: list[np.ndarray] = []
    for bend in BENDS:
        paths += [
            path
            for path in _cheapest_paths(ink, bend)
            if all(np.abs(path - other).max() > ALIKE for other in paths)
        ]
    return sorted(paths, key=np.mean)


def _cheapest_paths(ink: np.ndarray, bend: float) -> list[np.ndarray]:
    """Return up to MOST_CUTS paths, each the column (h,) at which it crosses every row."""
    height, width = ink.shape
    cost = np.pad(ink, ((0, 0), (1, 1)), constant_values=np.inf)
    total, steps = cost[0], np.zeros((height, width), int)
    for y in range(1, height):
        ways = np.stack([total[:-2] + bend, total[1:-1], total[2:] + bend])
        steps[y] = ways.argmin(0) - 1
        total = np.pad(ways.min(0), 1, constant_values=np.inf) + cost[y]
    ends = total[1:-1]
    apart = max(2, NARROWEST * height)
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
    return paths


def _trace(steps: np.ndarray, x: int) -> np.ndarray:
    path = np.empty(len(steps))
    for y in range(len(steps) - 1, -1, -1):
        path[y] = x
        x += steps[y, x]
    return path
