"""How the detector looks at a picture: at one scale, in a margin of paper, its light evened out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from mnist_core.detection.outputs import CLASSES, CLOSER, HEAT, INK, OFFSET, OFFSET_UNIT
from mnist_core.runtime import Model

NEIGHBOURHOOD = 41  # pixels: light is evened out over about this distance, twice
QUIET = 4 / 255  # of full scale: what varies less than this is paper, and stays quiet
MARGIN = 8  # pixels of paper around a picture
STRIDE = 16  # pixels: the network takes sides that are multiples of this

# (n, h, w, 1) to "where" (n, h, w, 3) and "what" (n, h, w, 13)
Network = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True, eq=False)
class Look:
    """What the detector says of a region of a picture at one scale, each (h, w) float32 unless said.

    ink, heat, closer: 0..1, see `outputs`; classes: (h, w, 11) logits; offset: (h, w, 2) pixels.
    scale: pixels of the look for each of the picture; left, top: where in the picture it begins, in pixels.
    """

    ink: np.ndarray
    heat: np.ndarray
    closer: np.ndarray
    classes: np.ndarray
    offset: np.ndarray
    scale: float
    left: int
    top: int


def open_network(path: Path) -> Network:
    """Open the file of a network that looks; raise ModelFileError if it is missing or damaged."""
    model = Model.open(path)
    return lambda pictures: model.run(pictures, "where", "what")


def look(network: Network, grey: np.ndarray, scale: float, left: int = 0, top: int = 0) -> Look:
    """Look at `grey` (h, w) float32 in 0..1, which lies at (left, top) of its picture, at a scale."""
    height, width = (max(1, round(n * scale)) for n in grey.shape)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    seen = cv2.resize(grey, (width, height), interpolation=way)
    below, right = (MARGIN + -(n + 2 * MARGIN) % STRIDE for n in (height, width))
    seen = standardized(framed(seen, MARGIN, below, MARGIN, right))
    where, what = network(seen[None, ..., None])
    inside = np.s_[0, MARGIN : MARGIN + height, MARGIN : MARGIN + width]
    where, what = where[inside], what[inside]
    ink, heat, closer = (_chance(where[..., channel]) for channel in (INK, HEAT, CLOSER))
    return Look(ink, heat, closer, what[..., CLASSES], what[..., OFFSET] * OFFSET_UNIT, scale, left, top)


def framed(grey: np.ndarray, above: int, below: int, left: int, right: int) -> np.ndarray:
    """Return `grey` (h, w) with a margin of as many pixels as given, of the brightness its frame has."""
    frame = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = float(np.median(frame))
    return cv2.copyMakeBorder(grey, above, below, left, right, cv2.BORDER_CONSTANT, value=paper)


def standardized(grey: np.ndarray) -> np.ndarray:
    """Return `grey` (h, w) float32 in 0..1 less its local mean, in units of its local deviation."""
    mean = smooth(grey, NEIGHBOURHOOD)
    rest = grey - mean
    return rest / np.sqrt(smooth(rest * rest, NEIGHBOURHOOD) + np.float32(QUIET**2))


def smooth(values: np.ndarray, side: int) -> np.ndarray:
    """Return the values (h, w) averaged twice over squares of `side` pixels, an odd number."""
    once = cv2.blur(values, (side, side), borderType=cv2.BORDER_REFLECT)
    return cv2.blur(once, (side, side), borderType=cv2.BORDER_REFLECT)


def _chance(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))
