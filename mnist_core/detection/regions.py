"""Pieces of ink with their place in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from mnist_core.detection.strength import FULL

Box = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Region:
    """Some ink that may be a digit or a part of one.

    box: (left, top, right, bottom) in pixels, right and bottom exclusive.
    strength: (bottom - top, right - left) float32 in 0..1: this region's ink and no other's.
    """

    box: Box
    strength: np.ndarray

    @property
    def width(self) -> int:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]

    def part(self, inside: np.ndarray) -> Region | None:
        """Return the ink where `inside` (h, w) is true, or None if there is none."""
        strength = np.where(inside, self.strength, np.float32(0))
        rows, columns = np.flatnonzero(strength.any(1)), np.flatnonzero(strength.any(0))
        if not len(rows):
            return None
        top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
        x, y = self.box[:2]
        box = (x + int(left), y + int(top), x + int(right), y + int(bottom))
        return Region(box, strength[top:bottom, left:right])


def connected(region: Region, inside: np.ndarray, most: int) -> list[Region]:
    """Return the largest connected pieces of `region`, at most `most`, where `inside` (h, w) is not 0."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inside)
    x, y = region.box[:2]
    pieces = []
    for label in np.argsort(-stats[1:, cv2.CC_STAT_AREA], kind="stable")[:most] + 1:
        left, top, width, height = (int(value) for value in stats[label, :4])
        window = np.s_[top : top + height, left : left + width]
        own = np.where(labels[window] == label, region.strength[window], np.float32(0))
        pieces.append(Region((x + left, y + top, x + left + width, y + top + height), own))
    return pieces


def drawn(regions: Sequence[Region], shape: tuple[int, int]) -> np.ndarray:
    """Return (h, w) uint8 of this `shape`: the regions' ink, FULL where it is strongest."""
    strength = np.zeros(shape, np.uint8)
    for region in regions:
        left, top, right, bottom = region.box
        place = strength[top:bottom, left:right]
        np.maximum(place, np.round(FULL * region.strength).astype(np.uint8), out=place)
    return strength


def erased(regions: Sequence[Region], strength: np.ndarray) -> np.ndarray:
    """Return the strength (h, w) uint8 without the regions' ink."""
    left_over = strength.copy()
    for region in regions:
        left, top, right, bottom = region.box
        left_over[top:bottom, left:right][region.strength > 0] = 0
    return left_over


def join(regions: Sequence[Region]) -> Region:
    """Return the regions as one."""
    if len(regions) == 1:
        return regions[0]
    box = union([region.box for region in regions])
    strength = np.zeros((box[3] - box[1], box[2] - box[0]), np.float32)
    for region in regions:
        left, top, right, bottom = region.box
        place = strength[top - box[1] : bottom - box[1], left - box[0] : right - box[0]]
        np.maximum(place, region.strength, out=place)
    return Region(box, strength)


def union(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def gap(one: Box, other: Box) -> float:
    """Return the pixels between two boxes; 0 where they touch or overlap."""
    across = max(one[0] - other[2], other[0] - one[2], 0)
    down = max(one[1] - other[3], other[1] - one[3], 0)
    return float(np.hypot(across, down))


def shared_width(one: Box, other: Box) -> float:
    """Return the overlap along x as a share of the narrower box; negative where they are apart."""
    return _shared(one[0], one[2], other[0], other[2])


def shared_height(one: Box, other: Box) -> float:
    """Return the overlap along y as a share of the lower box; negative where they are apart."""
    return _shared(one[1], one[3], other[1], other[3])


def _shared(a: int, b: int, c: int, d: int) -> float:
    return (min(b, d) - max(a, c)) / min(b - a, d - c)
