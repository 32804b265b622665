"""The splitter: ink in which several digits have grown together to that of each of them.

It is the detector's network, trained on nothing else: what touches is told apart better where there is no
paper, no box and no line to tell it from.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from mnist_core.detection.extraction import Ink
from mnist_core.detection.found import Found, find
from mnist_core.detection.looking import Network, look, open_network
from mnist_core.detection.outputs import LARGEST

SPLITTER_FILE = "digit_splitter.onnx"
# Pixels: what is grown together side by side is seen as high as each of these in turn: one look may err.
HEIGHTS = 0.95 * LARGEST, 0.8 * LARGEST, 0.65 * LARGEST
LONGEST = 640  # pixels
MARGIN = 0.3  # of its height: the paper around it


class Splitter:
    """Divides ink; may be called from many threads if its network may."""

    def __init__(self, network: Network):
        self._network = network

    @classmethod
    def load(cls, directory: Path) -> Splitter:
        """Load the splitter from `directory`; raise ModelFileError if its file is missing or damaged."""
        return cls(open_network(directory / SPLITTER_FILE))

    def splits(self, ink: Ink) -> list[list[Found]]:
        """Return, for each of a few looks at the ink, the digits that it shows, from left to right."""
        margin = round(MARGIN * ink.strength.shape[0]) + 1
        paper = 1 - cv2.copyMakeBorder(ink.strength, *[margin] * 4, cv2.BORDER_CONSTANT, value=0)
        left, top, right, _ = ink.box
        place, unit = np.array([left, top] * 2), (right - left) / ink.strength.shape[1]
        seen = []
        for height in HEIGHTS:
            scale = min(height / ink.strength.shape[0], LONGEST / ink.strength.shape[1])
            found = find(paper, look(self._network, paper, scale))
            boxes = [tuple((place + unit * (np.array(each.ink.box) - margin)).tolist()) for each in found]
            placed = [
                replace(each, ink=Ink(each.ink.strength, box, ink.dark, ink.contrast))
                for each, box in zip(found, boxes, strict=True)
            ]
            seen.append(sorted(placed, key=lambda each: each.ink.box[0] + each.ink.box[2]))
        return seen
