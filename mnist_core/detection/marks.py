"""Marks around digits that are none: boxes, tables, circles, underlines, folds, parts of neighbours."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from mnist_core.detection.ink import Ink
from mnist_core.detection.pieces import MOST_PIECES
from mnist_core.detection.regions import Region, connected, erased, gap, shared_width
from mnist_core.detection.rules import without_grid
from mnist_core.detection.strength import FULL

CONTENT = 0.3  # of an enclosed area's height: what is as tall is a digit
STRAIGHT = 0.25  # as broad as long: in a 0, a line is its slash
ROUND = 0.9  # as wide as tall: a circle, while a 0 is narrower
ANGULAR = 0.85  # of its box is filled by a rectangle, less by a 0
LINED = 0.8  # of its edge: a box is drawn all around, and thin
THICKEST = 0.12  # of a box's shorter side: its line
INNER = 0.05  # of a frame's ink is further inside
NARROWEST_GRID = 0.8  # of its height
SMALLEST_GRID = 40  # pixels tall: in a smaller one, lines and strokes are alike
FLAT = 5.0  # times as wide as tall: a line
UNDER = 0.5  # of a digit's height: so far below it, an underline is its own
PART = 0.6  # of its height: few digits are narrower
TOUCHING, ALONG = 0.1, 0.8  # of its height: so much of a piece is ink where the frame cuts it
ALIKE = 0.6  # of the height of a neighbour: a digit
BAND = 0.22  # as wide as long: what crosses the picture so is a fold, or the edge of something
SHORTEST, TALLEST = 0.2, 0.6  # of the length of such a band: what is as tall is a digit beside it
FOOT = 0.8  # of a digit's height: the foot of a 1 or a 2 is no wider


def without_marks(pieces: list[Region], ink: Ink) -> tuple[list[Region], Ink]:
    """Return the pieces, and the ink, without those that enclose, underline or adjoin a digit.

    A digit that touches its box is cut off from it.
    """
    pieces, frames = _off_their_frames(pieces)
    enclosing = [piece for piece in pieces if _encloses_a_digit(piece, pieces)]
    others = [piece for piece in pieces if piece not in enclosing]
    beside = [
        piece
        for piece in others
        if _underlines_a_digit(piece, others)
        or _is_part_of_a_neighbour(piece, others, ink.strength.shape)
        or _is_fold(piece, others, ink.strength.shape)
    ]
    marks = frames + enclosing + beside
    if not marks:
        return pieces, ink
    left = [piece for piece in pieces if piece not in marks]
    return left, replace(ink, strength=erased(marks, ink.strength))


def _off_their_frames(pieces: list[Region]) -> tuple[list[Region], list[Region]]:
    """Return the pieces with what is written into boxes and tables cut off from these; and these."""
    written, frames = [], []
    for piece in pieces:
        grid, rows = _inside_grid(piece)
        inside = grid if rows else _inside_box(piece)
        contents = connected(piece, inside, MOST_PIECES) if inside.any() else []
        tallest = max((content.height for content in contents), default=0)
        frame = piece.part(inside == 0)
        if frame and tallest > CONTENT * piece.height / max(rows, 1):
            written += contents
            frames.append(frame)
        elif rows and any(_is_within(other, piece) for other in pieces):
            frames.append(piece)
        else:
            written.append(piece)
    return sorted(written, key=lambda piece: -piece.strength.size)[:MOST_PIECES], frames


def _inside_grid(piece: Region) -> tuple[np.ndarray, int]:
    """Return (h, w) uint8: the ink within a table or a row of boxes; and its rows, 0 if it is none.

    In narrow pieces no lines are looked for, since that takes time: most digits are narrow.
    """
    if piece.height < SMALLEST_GRID or piece.width < NARROWEST_GRID * piece.height:
        return np.zeros(piece.strength.shape, np.uint8), 0
    strength, rows = without_grid(np.round(FULL * piece.strength).astype(np.uint8))
    return (strength > 0).view(np.uint8), rows


def _inside_box(piece: Region) -> np.ndarray:
    """Return (h, w) uint8: the ink within a box; empty if it is none."""
    mask = (piece.strength > 0).view(np.uint8)
    outline = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0][0]
    width, height = cv2.minAreaRect(outline)[1]
    if cv2.contourArea(outline) < ANGULAR * width * height:
        return np.zeros_like(mask)
    filled = cv2.drawContours(np.zeros_like(mask), [outline], 0, 1, cv2.FILLED)
    depth = cv2.distanceTransform(np.pad(filled, 1), cv2.DIST_L2, 3)[1:-1, 1:-1].astype(int)
    # How much of each line around it is ink, from its edge to its middle.
    inked = np.bincount(depth.ravel(), mask.ravel())[1:] / np.bincount(depth.ravel())[1:]
    line = int((np.append(inked, 0) < LINED).argmax()) + 1
    return mask & (depth > line + 1) & (line <= THICKEST * min(width, height))


def _encloses_a_digit(piece: Region, pieces: list[Region]) -> bool:
    within = [other for other in pieces if _is_within(other, piece)]
    if not within:
        return False
    if _is_along_edges(piece) and any(other.height >= CONTENT * piece.height for other in within):
        return True
    paper = np.pad((piece.strength == 0).view(np.uint8), 1, constant_values=1)
    _, areas, boxes, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    outside = areas[0, 0]
    for other in within:
        row = int((other.strength[:, 0] > 0).argmax())  # its leftmost pixel stands for all of it
        area = areas[other.box[1] - piece.box[1] + 1 + row, other.box[0] - piece.box[0] + 1]
        if area != outside and _is_content(other, *boxes[area, 2:]):
            return True
    return False


def _is_along_edges(piece: Region) -> bool:
    """Whether nearly all ink lies along the edges of the piece's box: a frame, or what is left of one."""
    line = round(THICKEST * min(piece.width, piece.height))
    inner = piece.strength[line : piece.height - line, line : piece.width - line]
    return np.count_nonzero(inner) <= INNER * np.count_nonzero(piece.strength)


def _is_within(inner: Region, outer: Region) -> bool:
    (left, top, right, bottom), box = inner.box, outer.box
    return box[0] < left and box[1] < top and right < box[2] and bottom < box[3]


def _is_content(piece: Region, width: int, height: int, area: int) -> bool:
    """Whether the piece is as tall as a digit in the area that encloses it, and no slash in a 0."""
    is_in_zero = width < ROUND * height and area < ANGULAR * width * height
    return piece.height >= CONTENT * height and not (is_in_zero and _is_straight(piece))


def _is_straight(piece: Region) -> bool:
    short, long = sorted(cv2.minAreaRect(cv2.findNonZero((piece.strength > 0).view(np.uint8)))[1])
    return short < STRAIGHT * long


def _underlines_a_digit(piece: Region, pieces: list[Region]) -> bool:
    return piece.width > FLAT * piece.height and any(_underlines(piece, other) for other in pieces)


def _underlines(line: Region, digit: Region) -> bool:
    is_below = line.box[1] >= digit.box[3] and gap(line.box, digit.box) <= UNDER * digit.height
    is_there = is_below and shared_width(line.box, digit.box) > 0
    return is_there and line.width >= FOOT * digit.height and digit.width <= FLAT * digit.height


def _is_part_of_a_neighbour(piece: Region, pieces: list[Region], shape: tuple[int, int]) -> bool:
    """Whether the left or right side of a picture of this `shape` cuts `piece` off, beside a whole digit.

    What only touches the side is whole, and so is a 1 along it.
    """
    if piece.box[0] > 0 and piece.box[2] < shape[1]:
        return False
    cut = piece.strength[:, 0 if piece.box[0] == 0 else -1]
    is_part = piece.width < PART * piece.height and TOUCHING < (cut > 0).mean() < ALONG
    return is_part and any(
        other.height >= ALIKE * piece.height and not _is_at_frame(other, shape) for other in pieces
    )


def _is_fold(piece: Region, pieces: list[Region], shape: tuple[int, int]) -> bool:
    """Whether `piece` crosses a picture of this `shape` in a band, and a digit lies beside it."""
    short, long = sorted((piece.width, piece.height))
    crosses = piece.height == shape[0] or piece.width == shape[1]
    return (crosses and short < BAND * long) and any(
        SHORTEST * long < max(other.width, other.height) < TALLEST * long and not _is_at_frame(other, shape)
        for other in pieces
    )


def _is_at_frame(piece: Region, shape: tuple[int, int]) -> bool:
    left, top, right, bottom = piece.box
    return left == 0 or top == 0 or right == shape[1] or bottom == shape[0]
