"""The connected pieces of ink: digits, strokes of them, and what is beside them."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.detection.ink import Ink
from mnist_core.detection.regions import Region, connected
from mnist_core.detection.strength import FULL

MOST_REGIONS = 100  # regions read in one picture: more than a page of handwritten numbers has
MOST_PIECES = 3 * MOST_REGIONS  # of ink: a digit may be of several
MAIN = 0.4  # of the digits' height: anything smaller is a dot, a flag, or dust
FLAT = 2.0  # times as wide as tall: no digit, but perhaps the flag of a 5


def find_pieces(ink: Ink) -> list[Region]:
    """Return the connected pieces of ink, the largest first; at most MOST_PIECES."""
    x, y, width, height = cv2.boundingRect((ink.strength > 0).view(np.uint8))
    if not width:
        return []
    strength = ink.strength[y : y + height, x : x + width]
    inked = Region((x, y, x + width, y + height), strength / np.float32(FULL))
    return connected(inked, (strength > 0).view(np.uint8), MOST_PIECES)
