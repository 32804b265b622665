"""Dotted and dashed lines: digits to trace on worksheets, dot-matrix print, signs made of lamps."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from mnist_core.detection.ink import Ink
from mnist_core.detection.pieces import find_pieces
from mnist_core.detection.regions import Region
from mnist_core.detection.strength import CERTAIN, FULL
from mnist_core.detection.strokes import stroke_width

SMALLEST = 3.0  # pixels broad: the shape of smaller dots is not seen
FEWEST = 6  # dots: with fewer there is no telling that they lie on a line
MOST_DOTS = 1500  # looked at in one picture: a worksheet of 50 digits has fewer
LONGEST = 6.0  # times as long as broad: a dash; a stroke is longer
FILLED = 0.65  # of the rectangle around it, by a dot or a dash, also one on a bend; less by most digits
SLENDER = 2.0  # times as long as broad: a dash has a direction, and a dot has none
FURTHEST = 3.0  # times as far apart as they are broad: dots on one line
REGULAR = 1.6  # times as far from middle to middle as most: on the diagonal of a lattice it is 1.4
ALONG = 0.5  # cosine: at least one of two dashes points at the other; ones stand side by side in a row
BRANCHED = 1.25  # links for each dot: on lines they are about one, in a halftone or among specks more
MOST_FILLED = 0.6  # of the ink has the shape of dots; the rest is where lines cross
MOST = 0.8  # of a picture's ink is on dotted lines, or it has none


@dataclass(frozen=True, eq=False)
class Dots:
    """What may be dots and dashes.

    owner: (h, w) int32, from 1 on which of them each pixel of ink belongs to; 0 on paper.
    area, broad, long: (n,) pixels.
    direction: (n, 2) x and y of its longer side, of length 1.
    """

    owner: np.ndarray
    area: np.ndarray
    broad: np.ndarray
    long: np.ndarray
    direction: np.ndarray

    @property
    def are_filled(self) -> np.ndarray:
        """Return (n,) bool: which have the shape of a dot or a dash."""
        return (
            (self.broad >= SMALLEST)
            & (self.long <= LONGEST * self.broad)
            & (self.area >= FILLED * self.broad * self.long)
        )


@dataclass(frozen=True, eq=False)
class Links:
    """The shortest ways between dots.

    dots: (n, 2) int, which two. ends: (n, 2, 2) int, x and y of each end. lengths: (n,) pixels.
    """

    dots: np.ndarray
    ends: np.ndarray
    lengths: np.ndarray

    def where(self, mask: np.ndarray) -> Links:
        """Return those for which `mask` (n,) is true."""
        return Links(self.dots[mask], self.ends[mask], self.lengths[mask])


def joined_dots(pieces: list[Region], ink: Ink) -> tuple[list[Region], Ink]:
    """Return the pieces, and the ink, with dots and dashes joined to the lines they lie on.

    They are the same as before unless nearly all ink is in dots on lines.
    """
    if len(pieces) < FEWEST:
        return pieces, ink
    x, y, width, height = cv2.boundingRect(ink.strength)
    dots = _dots(ink.strength[y : y + height, x : x + width])
    if dots is None:
        return pieces, ink
    breadth = float(np.median(dots.broad[dots.are_filled]))
    links = _links(dots, breadth)
    if not _are_lines(links, dots):
        return pieces, ink
    strength = ink.strength.copy()
    for start, end in (links.ends + np.array([x, y])).tolist():
        cv2.line(strength, start, end, FULL, round(breadth))
    ink = replace(ink, strength=strength, stroke_width=stroke_width(strength > CERTAIN))
    return find_pieces(ink), ink


def _dots(strength: np.ndarray) -> Dots | None:
    """Return what is apart in the ink (h, w); None if most of that has not the shape of dots."""
    # Small dots touch by their soft rims.
    certain = cv2.threshold(strength, CERTAIN, 1, cv2.THRESH_BINARY)[1]
    count, owner, stats, _ = cv2.connectedComponentsWithStats(certain)
    if not FEWEST < count <= MOST_DOTS:
        return None
    outlines, levels = cv2.findContours(certain, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = [outline for outline, level in zip(outlines, levels[0].tolist(), strict=True) if level[3] < 0]
    outer.sort(key=lambda outline: owner[outline[0, 0, 1], outline[0, 0, 0]])
    rectangles = [cv2.minAreaRect(outline) for outline in outer]
    sides = np.array([rectangle[1] for rectangle in rectangles]) + 1
    angles = np.radians([rectangle[2] for rectangle in rectangles] + 90 * (sides[:, 0] < sides[:, 1]))
    direction = np.stack([np.cos(angles), np.sin(angles)], 1)
    dots = Dots(owner, stats[1:, cv2.CC_STAT_AREA], sides.min(1), sides.max(1), direction)
    are_filled = dots.are_filled
    is_enough = are_filled.sum() >= FEWEST and dots.area[are_filled].sum() >= MOST_FILLED * dots.area.sum()
    return dots if is_enough else None


def _links(dots: Dots, breadth: float) -> Links:
    """Return the links between dots that follow each other on a line, dots being `breadth` pixels broad."""
    links = _between_neighbours(dots.owner, FURTHEST * breadth)
    links = links.where(_are_nearest(links, len(dots.area)))
    nearest = np.full(len(dots.area), np.inf)
    np.minimum.at(nearest, links.dots, links.lengths[:, None])
    usual = np.median(nearest[np.isfinite(nearest)]) if len(links.dots) else 0
    links = links.where(links.lengths + breadth <= REGULAR * (usual + breadth))
    across = np.diff(links.ends, axis=1) / np.maximum(links.lengths, 1)[:, None, None]
    along = np.abs((dots.direction[links.dots] * across).sum(2))
    is_dash = dots.are_filled & (dots.long >= SLENDER * dots.broad)
    return links.where(((along >= ALONG) | ~is_dash[links.dots]).any(1))


def _between_neighbours(owner: np.ndarray, furthest: float) -> Links:
    """Return the shortest links of at most `furthest` pixels between dots with none between them."""
    distance, labels = cv2.distanceTransformWithLabels(
        (owner == 0).view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    inked = np.flatnonzero(owner)
    nearest = np.zeros(labels.max() + 1, int)
    nearest[labels.ravel()[inked]] = inked
    nearest = nearest[labels]  # for each pixel of paper, the place of the nearest ink
    areas = owner.ravel()[nearest]
    # Where the areas of two dots meet, the way across is the shorter, the nearer both are.
    ends, lengths = [], []
    for one, other in (np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:]):
        length = distance[one] + distance[other]
        at = (areas[one] != areas[other]) & (length < furthest)
        ends.append(np.stack([nearest[one][at], nearest[other][at]], 1))
        lengths.append(length[at])
    ends = np.concatenate(ends)[np.argsort(np.concatenate(lengths), kind="stable")]
    pairs = owner.ravel()[ends] - 1
    ends = np.take_along_axis(ends, pairs.argsort(1), 1)
    pairs, shortest = np.unique(np.sort(pairs, 1), axis=0, return_index=True)
    ends = np.stack(np.divmod(ends[shortest], owner.shape[1])[::-1], 2)
    return Links(pairs, ends, np.hypot(*np.diff(ends, axis=1)[:, 0].T.astype(float)))


def _are_nearest(links: Links, count: int) -> np.ndarray:
    """Return (n,) bool: to which two no third of the `count` dots is nearer (Toussaint, 1980).

    Such relative neighbours follow each other on a line, or close it to a loop, as an eye sees them.
    """
    one, other = links.dots.T
    apart = np.full((count, count), np.inf)
    apart[one, other] = apart[other, one] = links.lengths
    return np.maximum(apart[one], apart[other]).min(1, initial=np.inf) >= links.lengths


def _are_lines(links: Links, dots: Dots) -> bool:
    """Whether nearly all ink is in lines of enough dots, which branch seldom."""
    line = _lines(links, len(dots.area))
    is_on_line = (np.bincount(line, dots.are_filled) >= FEWEST)[line]
    is_most = dots.area[is_on_line].sum() >= MOST * dots.area.sum()
    return bool(is_most and len(links.dots) <= BRANCHED * np.count_nonzero(is_on_line))


def _lines(links: Links, count: int) -> np.ndarray:
    """Return (count,) int: the first dot of the line that each dot is on."""
    one, other = links.dots.T
    line, before = np.arange(count), None
    while before is None or (line != before).any():
        before = line.copy()
        np.minimum.at(line, one, line[other])
        np.minimum.at(line, other, line[one])
    return line
