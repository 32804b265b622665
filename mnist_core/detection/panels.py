"""Panels: filled shapes in which digits are left out, such as a white digit on a black tile or a red disc."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from mnist_core.detection.ink import Ink
from mnist_core.detection.pieces import MOST_PIECES
from mnist_core.detection.regions import Region, connected, drawn
from mnist_core.detection.strength import CERTAIN, FULL, POSSIBLE
from mnist_core.detection.strokes import stroke_width

SMALLEST = 24  # pixels a side
NARROWEST = 0.4  # as wide as tall: a tile around a 1
COVERED = 0.5  # of a panel is ink, far less of a box
REGULAR = 0.92  # of the rectangle or the circle around it, filled by a panel with what it encloses
BENT, FILLED = 0.75, 0.9  # of its convex hull: less fills a bent stroke, more a hole in a letter or digit
SLENDER = 2.5  # times as long as wide: a 1
EVEN = 1.7  # times as far from the panel's edge as another part of it: the edge of a bold 0's hole
LEAST_TALL = 0.3  # of its height: the tallest digit on a panel
MOST_INK = 0.5  # of a picture's ink is in its panels, or they are none


def off_their_panels(pieces: list[Region], ink: Ink) -> tuple[list[Region], Ink]:
    """Return the pieces, and the ink, that are left out of panels; the same as before if there are none.

    The ink is then that of the panels alone, and light where they are dark.
    """
    panels = {i: contents for i, piece in enumerate(pieces) if (contents := _contents(piece, ink))}
    covered = sum(float(pieces[i].strength.sum()) for i in panels)
    if not panels or covered < MOST_INK * sum(float(piece.strength.sum()) for piece in pieces):
        return pieces, ink
    written = [content for contents in panels.values() for content in contents]
    strength = drawn(written, ink.strength.shape)
    width = stroke_width(strength > CERTAIN)
    return written[:MOST_PIECES], replace(ink, strength=strength, dark=not ink.dark, stroke_width=width)


def _contents(piece: Region, ink: Ink) -> list[Region]:
    """Return what is left out of `piece` of the ink; nothing if it is no panel."""
    height, width = piece.strength.shape
    if min(height, width) < SMALLEST or width < NARROWEST * height or piece.strength.mean() < COVERED:
        return []
    mask = (piece.strength > CERTAIN / FULL).view(np.uint8)
    outline = max(cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0], key=cv2.contourArea)
    rectangle, circle = np.prod(cv2.minAreaRect(outline)[1]), np.pi * cv2.minEnclosingCircle(outline)[1] ** 2
    if cv2.contourArea(outline) < REGULAR * min(rectangle, circle):
        return []
    filled = cv2.drawContours(np.zeros_like(mask), [outline], 0, 1, cv2.FILLED)
    inside = cv2.erode(np.pad(filled, 1), np.ones((3, 3), np.uint8), iterations=2)[1:-1, 1:-1]
    left, top, right, bottom = piece.box
    # Of all ink: the middle of a light 0 is a piece of its own.
    left_out = inside * (1 - ink.strength[top:bottom, left:right] / np.float32(FULL))
    possible = (left_out > POSSIBLE / FULL).view(np.uint8)
    contents = [
        Region(content.box, content.strength / content.strength.max())
        for content in connected(Region(piece.box, left_out), possible, MOST_PIECES)
        if content.strength.max() > CERTAIN / FULL
    ]
    tallest = max((content.height for content in contents), default=0)
    if tallest <= LEAST_TALL * height:
        return []
    depth = cv2.distanceTransform(np.pad(filled, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    for content in contents:
        x, y = content.box[0] - left, content.box[1] - top
        mask = (content.strength > CERTAIN / FULL).view(np.uint8)
        if _is_drawn(mask, depth[y : y + content.height, x : x + content.width]):
            return contents
    return []


def _is_drawn(mask: np.ndarray, depth: np.ndarray) -> bool:
    """Whether what `mask` (h, w) leaves out of a panel is a stroke on it, not a hole as in a bold 0 or an 8.

    `depth` (h, w) is how far each pixel is from the panel's edge: alike all around the hole of a 0.
    """
    hull = cv2.convexHull(cv2.findNonZero(mask))
    filling = cv2.countNonZero(mask) / max(cv2.contourArea(hull), 1)
    if filling < BENT:
        return True
    edge = depth[(mask > 0) & (cv2.erode(mask, np.ones((3, 3), np.uint8), borderValue=0) == 0)]
    least, most = np.percentile(edge, (10, 90))
    short, long = sorted(cv2.minAreaRect(hull)[1])
    return bool(most > EVEN * least and (filling < FILLED or long > SLENDER * short))
