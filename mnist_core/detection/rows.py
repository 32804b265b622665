"""Reading order: which digits make a row, and which row comes first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Box = tuple[float, float, float, float]  # left, top, right, bottom

LEVEL = 0.3  # of the lower one's height: how much of it two neighbours in a row share at least


def in_rows(boxes: Sequence[Box]) -> list[list[int]]:
    """Return the numbers of the boxes in each row, rows from top to bottom, each from left to right.

    Each box goes to the row whose last box is level with it, so that a slanted or curved row stays one.
    """
    rows: list[list[int]] = []
    for i in sorted(range(len(boxes)), key=lambda i: boxes[i][0] + boxes[i][2]):
        level = [_shared(boxes[row[-1]], boxes[i]) for row in rows]
        if level and max(level) > LEVEL:
            rows[int(np.argmax(level))].append(i)
        else:
            rows.append([i])
    return sorted(rows, key=lambda row: float(np.mean([boxes[i][1] + boxes[i][3] for i in row])))


def _shared(one: Box, other: Box) -> float:
    height = min(one[3] - one[1], other[3] - other[1])
    return (min(one[3], other[3]) - max(one[1], other[1])) / max(height, 1e-6)
