"""Whether a picture's ink can be digits at all, judged by its shape."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from mnist_core.detection.regions import Region
from mnist_core.detection.strokes import width_and_variation

MOST_CLUTTER = 0.25  # faint texture around the ink, as a share of the ink: most paper has next to none
MOST_VARIATION = 0.75  # of the stroke width: a pen's strokes stay below, also with spurs of removed lines
MOST_HOLES = 4  # an 8 has two, and a scribbled one may have two more
FILLED = 0.92  # of its convex hull: of MNIST's 70,000 digits, two fill more without being slender
SLENDER = 2.5  # times as long as wide: a filled shape that may be a 1
LEAST_STROKES = 0.4  # of the ink: on a page of digits there is little else
NOTHING_ELSE = 0.9  # of the ink is in strokes of a pen: there is nothing beside digits
PAGE = 8  # things: with fewer, no page of text can be told from digits
STRANGERS = 0.25  # the share of things on a page of digits that may be none, such as the + of a sum

NOT_DIGITS = "This looks like a page of text or a photograph, not digits."
BLOT = "It is a filled shape: a digit is drawn in lines."
NO_STROKES = "Its shape is not that of a digit: a pen's strokes are of one width and enclose few areas."


def made_of_strokes(region: Region) -> bool:
    """Whether a pen could have drawn `region` as one digit."""
    mask = region.strength > 0.5
    width, variation = width_and_variation(mask)
    # What is smaller than the strokes are wide is a gap in the ink.
    return variation <= MOST_VARIATION and _holes(mask, width**2 / 4) <= MOST_HOLES


def is_blot(region: Region) -> bool:
    """Whether `region` is a filled shape, which among the digits only a 1 may be."""
    mask = (region.strength > 0.5).view(np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return False
    hull = cv2.convexHull(np.concatenate(outlines))
    _, _, width, height = cv2.boundingRect(hull)
    area = cv2.contourArea(hull) + width + height - 1  # outlines run through the middle of the pixels
    short, long = sorted(side + 1 for side in cv2.minAreaRect(hull)[1])
    return cv2.countNonZero(mask) > FILLED * area and long < SLENDER * short


def is_page_of_digits(
    accepted: Sequence[bool], certain: Sequence[bool], strokes: float, clutter: float
) -> bool:
    """Whether things, each `accepted` as a digit or not, make a page of digits.

    `certain` are those accepted of which there is no doubt which digit they are: in text and texture much
    looks a little like several. `strokes` is the share of the picture's ink that is in things a pen could
    have drawn; `clutter` comes with the ink. It says little where all the ink is digits beyond doubt: what
    shows through from the back of a sheet, a watermark or speckled paper is texture too.
    """
    strangers = sum(not each for each in certain)
    is_text = len(accepted) >= PAGE and strangers > STRANGERS * len(accepted)
    is_texture = clutter > MOST_CLUTTER and not (all(certain) and strokes > NOTHING_ELSE)
    is_photograph = is_texture or (any(accepted) and strokes < LEAST_STROKES)
    return not (is_text or is_photograph)


def _holes(mask: np.ndarray, least: float) -> int:
    """Return how many areas of more than `least` pixels the ink encloses."""
    paper = cv2.copyMakeBorder((~mask).view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, _, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    return int((stats[1:, cv2.CC_STAT_AREA] > least).sum()) - 1
