"""What one look at a picture finds: each thing with its own ink, and how sure the network is of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mnist_core.detection.extraction import Ink, extract
from mnist_core.detection.instances import Instance, find_instances
from mnist_core.detection.looking import Look
from mnist_core.detection.outputs import LARGEST, SMALLEST

EDGE = 1.5  # pixels of a look: what comes this near to its side may go on beyond


@dataclass(frozen=True, eq=False)
class Found:
    """A digit found in a picture, or a character that stands as one does.

    ink: its own.
    votes: (11,) float32, how likely the network thinks it to be each digit, and another character.
    heat: 0..1, how sure it is that its centre is there, in the look that is surest; sight: that its ink is a
        digit's.
    look: the number of the look that shows it.
    """

    ink: Ink
    votes: np.ndarray
    heat: float
    sight: float
    look: int


def find(grey: np.ndarray, seen: Look, number: int = 0) -> list[Found]:
    """Return what look `number` at a picture `grey` (h, w) float32 in 0..1 shows well, and whole."""
    return [
        _found(grey, each, number)
        for each in find_instances(seen)
        if 0.9 * SMALLEST <= each.size <= 1.15 * LARGEST and not _is_cut(each, seen, grey.shape)
    ]


def _found(grey: np.ndarray, instance: Instance, look: int) -> Found:
    sight = float(instance.mask[instance.mask > 0].mean())
    return Found(extract(grey, instance), instance.votes, instance.heat, sight, look)


def _is_cut(instance: Instance, seen: Look, shape: tuple[int, int]) -> bool:
    """Whether an instance ends at a side of the look that is no side of the picture."""
    left, top, right, bottom = instance.box
    near = EDGE / seen.scale
    height, width = (length / seen.scale for length in seen.ink.shape)
    return (
        (seen.left > 0 and left < seen.left + near)
        or (seen.top > 0 and top < seen.top + near)
        or (seen.left + width < shape[1] - near and right > seen.left + width - near)
        or (seen.top + height < shape[0] - near and bottom > seen.top + height - near)
    )
