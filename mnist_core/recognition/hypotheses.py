"""Which neighbouring regions make one digit: every likely grouping, and the best way through a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from mnist_core.detection.regions import Region, gap, join

WIDEST = 1.6  # times the row's height: wider ink is no digit
WIDE = 1.2  # times its own height: few digits are wider
LOW = 0.5  # of the row's height: few digits are lower
APART = 4.0  # log-odds against one digit with a gap as wide as the row is tall
APART_IN_ROW = 24.0  # the same in a row of more than FEW things, where a sign may stand beside a digit
FEW = 2  # regions in a row: these are often one digit that is broken


@dataclass(frozen=True, eq=False)
class Hypothesis:
    """That `region` is one digit: the regions start..stop of a row, or the ink between two edges of it.

    make: returns the region; only a few of many are kept, and all would fill the memory.
    geometry: the log-likelihood of its shape.
    """

    make: Callable[[], Region]
    start: int
    stop: int
    geometry: float

    @property
    def region(self) -> Region:
        """The region, made anew each time."""
        return self.make()


def group(row: Sequence[Region], longest: int, reach: float) -> list[Hypothesis]:
    """Return every run of at most `longest` neighbours, none further than `reach` row heights apart."""
    tall = float(np.median([region.height for region in row]))
    tall = max(tall, 0.5 * max(region.height for region in row))
    price = APART if len(row) <= FEW else APART_IN_ROW
    found = []
    for start in range(len(row)):
        region = row[start]
        found.append(Hypothesis(partial(join, [region]), start, start + 1, geometry(region, tall)))
        for stop in range(start + 2, min(start + longest, len(row)) + 1):
            following = row[stop - 1]
            apart = gap(region.box, following.box)
            beside = max(0, following.box[0] - region.box[2])
            region = join([region, following])
            if apart > reach * tall or region.width > WIDEST * max(region.height, tall):
                break
            likelihood = geometry(region, tall) - price * beside / tall
            found.append(Hypothesis(partial(join, row[start:stop]), start, stop, likelihood))
    return found


def best_path(hypotheses: Sequence[Hypothesis], scores: Sequence[float]) -> list[int]:
    """Return the indices of the hypotheses that cover the row once with the highest sum of scores."""
    length = max(each.stop for each in hypotheses)
    best = [0.0] + [-np.inf] * length
    chosen = [-1] * (length + 1)
    for index in sorted(range(len(hypotheses)), key=lambda i: hypotheses[i].stop):
        each = hypotheses[index]
        total = best[each.start] + scores[index]
        if total > best[each.stop]:
            best[each.stop], chosen[each.stop] = total, index
    path, at = [], length
    while at:
        path.append(chosen[at])
        at = hypotheses[chosen[at]].start
    return path[::-1]


def geometry(region: Region, tall: float) -> float:
    """Return the log-likelihood that a digit has the shape of `region`, in a row `tall` pixels high."""
    wide = max(0.0, region.width / region.height - WIDE)
    low = max(0.0, LOW - region.height / tall)
    return -3 * wide - 6 * low
