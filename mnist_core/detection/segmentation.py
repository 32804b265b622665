"""Ink to rows of regions, each of which may be a digit or a part of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from mnist_core.detection.ink import Ink
from mnist_core.detection.pieces import FLAT, MAIN, MOST_REGIONS
from mnist_core.detection.regions import Region, gap, join, shared_height, shared_width

SMALLEST = 8  # pixels: a digit needs these many to be told from another
SMALLEST_SHARE = 0.012  # of the picture's longer side: smaller ink is dust
LONGEST = 4  # times as long as broad; what is longer is a strip, with digits as tall as it is broad
LEVEL = 0.2  # of the height: neighbours in a row overlap by this, also in one that slants by 20 degrees
DUST = 0.6  # stroke widths: the pen itself makes no smaller dot
FLAG = 0.35  # of a digit's height, from its top, within or above it: where flags are
WHOLE = 0.6  # of the digits' height: half a digit is lower
UPRIGHT, FEW = 1.2, 3  # times as tall as wide: few halves are; so few pieces may all be of one digit
NEAR = 0.25  # of the taller one's height: strokes of one digit that stand above each other
SKIPPED = 0.5  # stroke widths: where a pen skips, a stroke goes on within this
HUGGING = 0.6  # of a piece's ink: what lies along the frame with so much of it is the paper's edge
FRAME = 0.03  # of the picture's longer side: along the frame
CUT_ALONE = 0.2  # of the picture's height: ink that is cut by the frame and is all there is
CROPPED_TO = 0.5  # of the picture's side: ink that is cut by the frame and fills this is what was cropped to


def find_rows(pieces: list[Region], ink: Ink) -> list[list[Region]]:
    """Return the rows of regions, top to bottom, each from left to right; at most MOST_REGIONS in all.

    `pieces` are those of `ink`, as find_pieces returns them.
    """
    pieces = _without_cut_pieces(pieces, ink)
    longer, shorter = max(ink.strength.shape), min(ink.strength.shape)
    smallest = max(SMALLEST, SMALLEST_SHARE * min(longer, LONGEST * shorter))
    if not any(max(piece.width, piece.height) >= smallest for piece in pieces):
        return []
    sizes = np.array([max(piece.width, piece.height) for piece in pieces], float)
    # Their widths say little: digits that touch are wide together.
    heights = np.array([piece.height for piece in pieces], float)
    usual = _weighted_median(heights, np.where(sizes >= smallest, heights**2, 0))
    least = max(MAIN * usual, smallest)
    main = [piece for piece, size in zip(pieces, sizes, strict=True) if size >= least]
    small = [
        piece for piece, size in zip(pieces, sizes, strict=True) if DUST * ink.stroke_width <= size < least
    ]
    regions = _with_small(main, small, max(0.15 * usual, 2 * ink.stroke_width))
    # First, or the upper stroke of = would be taken for the flag of a 5 before it.
    regions = _joined(regions, _is_equals_sign)
    upright = UPRIGHT if len(regions) <= FEW else 0.0
    are_one = partial(
        _are_one_digit, skipped=SKIPPED * ink.stroke_width, whole=WHOLE * usual, upright=upright
    )
    return _rows(_joined(regions, are_one))


def _without_cut_pieces(pieces: list[Region], ink: Ink) -> list[Region]:
    """Leave out what the frame cuts, unless the picture is cropped to it, or one side cuts it and it is as
    tall as the digits, or there is nothing else: what two sides cut is the corner of something beside them.
    """
    height, width = ink.strength.shape
    cut, whole = [], []
    for piece in pieces:
        left, top, right, bottom = piece.box
        sides = (left == 0) + (top == 0) + (right == width) + (bottom == height)
        if not sides:
            whole.append(piece)
        elif not _hugs_frame(piece, width, height):
            cut.append((piece, sides))
    alone = [piece.height for piece, sides in cut if sides == 1 and piece.height >= CUT_ALONE * height]
    tallest = max([piece.height for piece in whole] or alone, default=0)
    return whole + [
        piece
        for piece, sides in cut
        if piece.height >= CROPPED_TO * height
        or (
            sides == 1
            and 0.6 * tallest <= piece.height <= 1.6 * tallest
            and (not whole or piece.width > 2 * ink.stroke_width)
        )
    ]


def _hugs_frame(piece: Region, width: int, height: int) -> bool:
    rows, columns = np.nonzero(piece.strength)
    x, y = columns + piece.box[0], rows + piece.box[1]
    margin = max(2, FRAME * max(width, height))
    return bool((np.minimum.reduce([x, y, width - 1 - x, height - 1 - y]) < margin).mean() > HUGGING)


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _with_small(main: list[Region], small: list[Region], reach: float) -> list[Region]:
    """Join each small piece to the nearest main one within `reach` pixels; the others are dust."""
    groups = [[piece] for piece in main]
    for piece in small:
        gaps = [gap(piece.box, other.box) for other in main]
        nearest = int(np.argmin(gaps))
        if gaps[nearest] <= reach:
            groups[nearest].append(piece)
    return [join(group) for group in groups]


def _joined(regions: list[Region], are_one: Callable[[Region, Region], bool]) -> list[Region]:
    """Join each region, from left to right, to the first before it with which it is one."""
    joined: list[Region] = []
    for region in sorted(regions, key=lambda each: each.box[0]):
        for i, other in enumerate(joined):
            if are_one(region, other):
                joined[i] = join([other, region])
                break
        else:
            joined.append(region)
    return joined


def _are_one_digit(region: Region, other: Region, skipped: float, whole: float, upright: float) -> bool:
    """Whether the two are strokes of one digit: one above or inside the other, or within `skipped` pixels.

    Two above each other that are both `whole` pixels tall, and `upright` times as tall as wide, are digits.
    """
    if _is_flag(region, other) or _is_flag(other, region):
        return True
    apart, overlap = gap(region.box, other.box), shared_width(region.box, other.box)
    is_below = shared_height(region.box, other.box) <= 0
    goes_on = apart <= skipped and overlap > 0 and is_below
    are_digits = is_below and all(whole <= each.height > upright * each.width for each in (region, other))
    is_near = apart < NEAR * max(region.height, other.height)
    return goes_on or (is_near and overlap > 0.6 and not are_digits)


def _is_equals_sign(region: Region, other: Region) -> bool:
    """Whether the two are flat strokes above each other, which would begin two rows."""
    are_flat = all(each.width > FLAT * each.height for each in (region, other))
    is_near = gap(region.box, other.box) < max(region.width, other.width)
    return are_flat and is_near and shared_width(region.box, other.box) > 0.6


def _is_flag(region: Region, digit: Region) -> bool:
    """Whether `region` is a flat stroke beside or above the top of `digit`."""
    reach = FLAG * digit.height
    is_there = region.box[3] <= digit.box[1] + reach and gap(region.box, digit.box) < reach
    return is_there and region.width > FLAT * region.height


def _rows(regions: list[Region]) -> list[list[Region]]:
    """Chain each region to the row whose last region is level with it, so that a slanted row stays one."""
    rows: list[list[Region]] = []
    for region in sorted(regions, key=lambda each: each.box[0] + each.box[2]):
        level = [shared_height(row[-1].box, region.box) for row in rows]
        if level and max(level) > LEVEL:
            rows[int(np.argmax(level))].append(region)
        else:
            rows.append([region])
    rows.sort(key=lambda row: np.mean([each.box[1] + each.box[3] for each in row]))
    room = MOST_REGIONS - np.cumsum([0, *map(len, rows)])
    return [row[:most] for row, most in zip(rows, room, strict=False) if most > 0]
