"""The detector: a picture to the digits in it, looked at coarsely first, and closer where they are small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from mnist_core.detection.boxes import intersection_over_union
from mnist_core.detection.found import Found, find
from mnist_core.detection.looking import Look, Network, look, open_network

DETECTOR_FILE = "digit_detector.onnx"
STEP = 2.0  # how much closer each look is: digits are found over a range of sizes of four
# Pixels: the longer side of a picture at each look. A digit that fills it is seen well in the first two.
SIDES = (30, *(44 * int(STEP) ** n for n in range(8)))
ENLARGED = 3.0  # how much a picture is enlarged at most
CLOSER = 0.25  # the chance of small digits from which on a closer look is worth its time
SUSPECTED = 0.2  # the chance from which on it is worth a sentence
AROUND = 12  # pixels of a look around them that the closer look takes in
ALWAYS = 3  # looks after the first that go over all of a picture; one more if none of them shows anything
WHOLE = 0.5  # of a region or a picture: if a closer look is needed at more, it takes in all of it
SURVEY = 5  # the number of the look at which all of a large picture is searched for small digits
CHEAP = 400**2  # pixels: a look at all of a picture that costs little
MOST = 3_000_000  # pixels of all looks at a picture
TILE = 640  # pixels of a look: larger regions are looked at in parts
SAME = 0.5  # intersection over union from which on two looks show the same digit
OVERLAP = 64  # pixels by which these overlap: more than a digit

Region = tuple[int, int, int, int]  # left, top, right, bottom in pixels of the picture


class Detector:
    """Finds digits; may be called from many threads if its network may."""

    def __init__(self, network: Network):
        self._network = network

    @classmethod
    def load(cls, directory: Path) -> Detector:
        """Load the detector from `directory`; raise ModelFileError if its file is missing or damaged."""
        return cls(open_network(directory / DETECTOR_FILE))

    def find(self, grey: np.ndarray, most: int = MOST) -> tuple[list[Found], bool]:
        """Return what each look shows in a picture, and whether there is more, too small for it.

        `grey` (h, w) float32 in 0..1 is the picture. What several looks show is there as often: `choose` one.
        All looks together have at most about `most` pixels; what would go beyond is not looked at any closer.
        """
        looks = list(self.looks(grey, most))
        everything = [each for number, seen in enumerate(looks) for each in find(grey, seen, number)]
        closest = (seen for seen in looks if seen.scale == looks[-1].scale)
        return _as_sure_as_any(everything), any(bool((seen.closer > SUSPECTED).any()) for seen in closest)

    def looks(self, grey: np.ndarray, most: int = MOST) -> Iterator[Look]:
        """Yield look after look at the picture: at all of it first, then closer where digits are small.

        The next three looks are at all of it too, and so is a fourth if none of these has shown anything.
        From afar, not every small digit on a page is noticed: a large picture is searched once for more.
        """
        longer = max(grey.shape)
        whole = (0, 0, grey.shape[1], grey.shape[0])
        regions, seen_any, left_over = [whole], False, most
        for number, side in enumerate(SIDES):
            scale = side / longer
            surveyed = [whole] if number == SURVEY and scale <= 1 and regions != [whole] else []
            left_over -= round(scale**2 * sum(map(_area, regions + surveyed)))
            if number and (scale > ENLARGED or left_over < 0):
                return
            closer = [one for seen in self._look(grey, surveyed, scale) for one in _closer(seen, grey.shape)]
            for seen in self._look(grey, regions, scale):
                seen_any = seen_any or bool((seen.heat > 0.5).any())
                closer += _closer(seen, grey.shape)
                yield seen
            regions = closer
            if number < ALWAYS or (number == ALWAYS and not closer and not seen_any):
                regions = [whole]
            if not regions and number >= SURVEY:
                return
            regions = _merged(regions)
            is_cheap = grey.size * (STEP * scale) ** 2 <= CHEAP
            if regions and (is_cheap or sum(map(_area, regions)) > WHOLE * _area(whole)):
                regions = [whole]

    def _look(self, grey: np.ndarray, regions: Iterable[Region], scale: float) -> Iterator[Look]:
        """Yield a look at each part of the regions of a picture."""
        for region in regions:
            for left, top, right, bottom in _tiles(region, scale):
                yield look(self._network, grey[top:bottom, left:right], scale, left, top)


def _as_sure_as_any(found: list[Found]) -> list[Found]:
    """Return what was found, each centre as sure as in that look which shows the same and is the surest."""
    boxes = np.array([each.ink.box for each in found]).reshape(-1, 4)
    same = intersection_over_union(boxes, boxes) > SAME
    heat = np.where(same, [each.heat for each in found], 0).max(axis=1, initial=0)
    return [replace(each, heat=float(highest)) for each, highest in zip(found, heat, strict=True)]


def _tiles(region: Region, scale: float) -> Iterator[Region]:
    """Yield the parts of a region that are looked at one by one."""
    left, top, right, bottom = region
    most, step = int(TILE / scale) + 1, int((TILE - OVERLAP) / scale) + 1
    for y in range(top, max(top + 1, bottom - int(OVERLAP / scale)), step):
        for x in range(left, max(left + 1, right - int(OVERLAP / scale)), step):
            yield x, y, min(x + most, right), min(y + most, bottom)


def _closer(seen: Look, shape: tuple[int, int]) -> list[Region]:
    """Return the regions of a picture of this shape in which a look shows digits too small for it."""
    small = (seen.closer > CLOSER).view(np.uint8)
    if not small.any():
        return []
    near = cv2.dilate(small, np.ones((2 * AROUND + 1,) * 2, np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(near)
    height, width = small.shape
    if boxes[1:, cv2.CC_STAT_AREA].sum() > WHOLE * height * width:
        boxes, count = np.array([[0] * 5, [0, 0, width, height, 0]]), 2
    regions = []
    for left, top, wide, high, _ in boxes[1:count].tolist():
        x0, y0 = seen.left + int(left / seen.scale), seen.top + int(top / seen.scale)
        x1, y1 = seen.left + (left + wide) / seen.scale, seen.top + (top + high) / seen.scale
        regions.append((x0, y0, min(int(x1) + 1, shape[1]), min(int(y1) + 1, shape[0])))
    return regions


def _merged(regions: list[Region]) -> list[Region]:
    """Return the regions, those that overlap made one."""
    merged: list[Region] = []
    for region in regions:
        while True:
            other = next((each for each in merged if _overlap(region, each)), None)
            if other is None:
                break
            merged.remove(other)
            region = (
                *np.minimum(region[:2], other[:2]).tolist(),
                *np.maximum(region[2:], other[2:]).tolist(),
            )
        merged.append(region)
    return merged


def _area(region: Region) -> int:
    left, top, right, bottom = region
    return (right - left) * (bottom - top)


def _overlap(a: Region, b: Region) -> bool:
    return max(a[0], b[0]) < min(a[2], b[2]) and max(a[1], b[1]) < min(a[3], b[3])
