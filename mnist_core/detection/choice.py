"""Looks at different scales show the same digits, and may divide the same ink differently: one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist_core.detection.boxes import share_of_smaller
from mnist_core.detection.rows import in_rows

SAME = 0.6  # of the smaller box: what shares more is one thing

Box = tuple[float, float, float, float]  # left, top, right, bottom


def choose(boxes: Sequence[Box], looks: Sequence[int], quality: Sequence[float]) -> list[int]:
    """Return which of n things, each shown by a look, to keep: each once, in reading order.

    What overlaps is taken together, from the look whose things are the best in the mean, and then from the
    others what that one has left over.
    """
    if not boxes:
        return []
    look, good = np.array(looks), np.array(quality)
    same = share_of_smaller(np.array(boxes), np.array(boxes)) > SAME
    kept: list[int] = []
    for members in _groups(same):
        while len(members):
            best = max(np.unique(look[members]), key=lambda one: good[members[look[members] == one]].mean())
            chosen = members[look[members] == best]
            kept += chosen.tolist()
            members = members[~same[chosen][:, members].any(axis=0)]
    return [kept[place] for row in in_rows([boxes[i] for i in kept]) for place in row]


def _groups(joined: np.ndarray) -> list[np.ndarray]:
    """Return the places of n things group by group, where (n, n) bool says which are joined."""
    group = np.arange(len(joined))
    while True:
        lowest = np.where(joined, group, len(joined)).min(axis=1)
        if (lowest == group).all():
            break
        group = lowest
    return [np.flatnonzero(group == number) for number in np.unique(group)]
