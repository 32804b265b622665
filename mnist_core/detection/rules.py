"""Rules: the printed lines of ruled and squared paper, margins, tables, and folds, taken out of the ink."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.detection.strength import FULL, POSSIBLE
from mnist_core.detection.strokes import stroke_width

SMALLEST = 80  # pixels a side: in smaller pictures lines and strokes are alike
FAINTEST = 30  # of 255, the ink's own contrast: what is fainter is no ink in any case
SOLID = 102  # of 255: a stroke, without its rim
THICKEST = 0.025  # of the picture's shorter side
THICKEST_OF_GRID = 0.06  # of its shorter side
SEEN_OF_GRID = 0.8  # of its side: all but what is below digits
RUN = 5  # pixels: where most of so many in a row are ink, it is no noise
PIECE = 1 / 8  # of the picture's side: so long a piece of a line is straight
SAG = 1 / 250  # of the picture's side: but for this
SEEN = 0.3  # of the picture's side: so much of a line is seen; the rest is faint or below digits
DRAWN = 0.8  # of what is seen of a line: ink; strokes of digits in rows have gaps between them
REACH = 0.03  # of the picture's side: a line that comes so near to the frame goes on beyond it
THICKER, DARKER = 1.5, 1.7  # times what the line is: a stroke across it
USUAL = 0.7  # of a line's pixels are at most as dark as it is; the others are a stroke's
CROPPED_TO = 0.5  # of the picture's height: ink that is cut by the frame and as tall is the digit
FLATTEST, STEEPEST = 0.07, 0.27  # rise of a fold for each pixel across: 4 and 15 degrees
MOST_ENDS = 8  # thin lines at one side of a picture: more are texture
FOLDED = 0.9  # of its length: a fold is seen nearly all the way
LIGHTER = 0.7  # times the ink of a pen's stroke: a fold is fainter or thinner


def without_rules(strength: np.ndarray) -> np.ndarray:
    """Return the strength (h, w) uint8 of the ink without the thin lines that run through the picture.

    Where a stroke crosses a line, the ink is thicker than the line, and stays (Fujinaga, Staff detection
    and removal, 2004); so does darker ink. Lines tilt by up to 5 degrees, a fold or a crease by up to 15.
    """
    if min(strength.shape) < SMALLEST:
        return strength
    mask = (strength > FAINTEST).view(np.uint8)
    if not (_reaches_both_sides(mask) or _reaches_both_sides(mask.T)):
        return strength
    strength = np.ascontiguousarray(_without_fold(_without_fold(strength).T).T)
    mask = (strength > FAINTEST).view(np.uint8)
    across, down = (_courses(each, THICKEST, SEEN) for each in (mask, cv2.transpose(mask)))
    if not (across.any() or down.any()):
        return strength
    left = _without(strength, across, down)
    return strength if _is_cropped_to(left) else left


def without_grid(strength: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the strength (h, w) uint8 of a table or a row of boxes without its lines, and its rows.

    What has fewer than three lines from side to side, or all in one direction, has 0 rows and stays.
    """
    mask = (strength > FAINTEST).view(np.uint8)
    across = _courses(mask, THICKEST_OF_GRID, SEEN_OF_GRID)
    if not across.any():
        return strength, 0
    down = _courses(cv2.transpose(mask), THICKEST_OF_GRID, SEEN_OF_GRID)
    rows, columns = (np.count_nonzero(np.bincount(lines.ravel())[1:]) - 1 for lines in (across, down))
    if columns < 0 or rows + columns < 1:
        return strength, 0
    return _without(strength, across, down), max(rows, 1)


def _without_fold(strength: np.ndarray) -> np.ndarray:
    """Return the strength (h, w) without a fold or a crease that runs from left to right.

    It is a line that is seen nearly all the way, and tilts more than those that are printed; what is too
    faint for ink goes with it. Of a digit that fills its picture a stroke may run so far, but that has as
    much ink as the others.
    """
    ink = cv2.threshold(strength, POSSIBLE, 0, cv2.THRESH_TOZERO)[1]
    slope = _slope_of_fold((ink > 0).view(np.uint8))
    if not slope:
        return strength
    rows, columns = np.indices(strength.shape, sparse=True)
    shifts = np.round(slope * columns).astype(int)
    levelled = np.take_along_axis(ink, (rows + shifts) % len(strength), 0)
    course = _courses((levelled > 0).view(np.uint8), THICKEST, SEEN)
    if not course.any():
        return strength
    left = _without(levelled, course, np.zeros(strength.T.shape, np.int32))
    fold = cv2.sumElems(levelled - left)[0] / (FULL * strength.shape[1])
    if fold > LIGHTER * stroke_width(left > SOLID) or _is_cropped_to(left):
        return strength
    return np.take_along_axis(left, (rows - shifts) % len(strength), 0)


def _slope_of_fold(mask: np.ndarray) -> float:
    """Return how much a fold in the ink (h, w) falls for each pixel to the right; 0 if there is none."""
    height, width = mask.shape
    reach = round(REACH * width)
    begins, ends = _thin_ends(mask[:, :reach]), _thin_ends(mask[:, -reach:])
    if not (0 < len(begins) <= MOST_ENDS and 0 < len(ends) <= MOST_ENDS):
        return 0.0
    slopes = (ends[None] - begins[:, None]) / (width - reach)
    begin, end = np.nonzero((abs(slopes) >= FLATTEST) & (abs(slopes) <= STEEPEST))
    if not len(begin):
        return 0.0
    slopes = slopes[begin, end]
    columns = np.arange(0, width, max(1, width // 100))
    rows = begins[begin, None] + slopes[:, None] * (columns - reach / 2)
    breadth = np.ones((_breadth(width), 1), np.uint8)
    seen = cv2.dilate(mask, breadth)[rows.round().astype(int).clip(0, height - 1), columns].mean(1)
    return float(slopes[seen.argmax()]) if seen.max() >= FOLDED else 0.0


def _thin_ends(side: np.ndarray) -> np.ndarray:
    """Return where the ink at one `side` (h, w) of the picture is as thin as lines are, in pixels down."""
    most = round(THICKEST * len(side) + STEEPEST * side.shape[1])
    rows = np.flatnonzero(side.any(1))
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > most // 2) + 1) if len(rows) else []
    return np.array([(run[0] + run[-1]) / 2 for run in runs if np.ptp(run) < most])


def _without(strength: np.ndarray, across: np.ndarray, down: np.ndarray) -> np.ndarray:
    """Return the strength (h, w) without the lines on their courses `across` (h, w) and `down` (w, h)."""
    mask = (strength > FAINTEST).view(np.uint8)
    upright = cv2.transpose(mask)
    solid = (strength > SOLID).view(np.uint8)
    upright_solid = cv2.transpose(solid)
    thin_across, thin_down = _as_thin(mask, solid, across), _as_thin(upright, upright_solid, down)
    # Where the lines of squared paper cross, each would be spared as a stroke across the other.
    lines_across = _as_thin(mask, solid & ~thin_down.T, across)
    lines_down = _as_thin(upright, upright_solid & ~thin_across.T, down)
    across = _no_darker(strength, lines_across, across)
    down = _no_darker(strength.T, lines_down, down)
    return np.where(across | down.T, 0, strength)


def _reaches_both_sides(mask: np.ndarray) -> bool:
    """Whether there is ink (h, w) near the left and the right side, as there is of any line."""
    near = 4 * round(REACH * max(mask.shape))
    return bool(mask[:, :near].any() and mask[:, -near:].any())


def _courses(mask: np.ndarray, thickest: float, seen: float) -> np.ndarray:
    """Return (h, w) int32: where lines run from left to right in the ink (h, w), each numbered; 0 elsewhere.

    A line is up to `thickest` of the shorter side thick, and `seen` along that share of the width. The
    straight pieces of thin ink are drawn on through the whole picture. Those on one course are a line if
    they are long enough together, have few gaps, and reach from side to side; or where others do, to one
    side.
    """
    width = mask.shape[1]
    pieces, count, boxes = _straight_pieces(mask, max(2, round(thickest * min(mask.shape))), seen)
    if not count:
        return pieces
    courses = (pieces > 0).view(np.uint8)
    y, x = np.nonzero(pieces)
    piece = pieces[y, x] - 1
    area = np.bincount(piece)
    mean_x, mean_y = np.bincount(piece, x) / area, np.bincount(piece, y) / area
    off = x - mean_x[piece]
    slope = np.bincount(piece, off * y) / np.bincount(piece, off * off)
    at_left, at_right = mean_y - slope * mean_x, mean_y + slope * (width - mean_x)
    for start, end in zip(np.round(at_left).astype(int), np.round(at_right).astype(int), strict=True):
        cv2.line(courses, (0, int(start)), (width, int(end)), 1, _breadth(width))

    number, courses = cv2.connectedComponents(courses)
    course = np.zeros(count, int)
    course[piece] = courses[y, x]
    left, length = boxes[:, cv2.CC_STAT_LEFT], boxes[:, cv2.CC_STAT_WIDTH]
    reach = REACH * width
    begins = np.bincount(course, left <= reach, number) > 0
    ends = np.bincount(course, left + length >= width - reach, number) > 0
    column = courses[y, x].astype(np.int64) * width + x
    covered, drawn = (
        np.bincount(np.unique(columns) // width, minlength=number)
        for columns in (column, column[mask[y, x] > 0])
    )
    long = (covered >= seen * width) & (drawn >= DRAWN * covered)
    through = long & begins & ends
    is_line = long & (begins | ends) if through.any() else through
    return np.where(is_line[courses], courses, 0)


def _straight_pieces(mask: np.ndarray, thickest: int, seen: float) -> tuple[np.ndarray, int, np.ndarray]:
    """Return (h, w) int32: the pieces of lines from left to right, each numbered; how many; their boxes."""
    width = mask.shape[1]
    thin = mask & ~_opened(mask, thickest + 1)
    if cv2.countNonZero(thin) < seen * width:
        return np.zeros(mask.shape, np.int32), 0, np.zeros((0, 5), np.int32)
    runs = cv2.compare(cv2.boxFilter(thin, -1, (RUN, 1), normalize=False), RUN // 2, cv2.CMP_GT)
    crossed = 4 * thickest + 1  # by the lines of squared paper
    near = max(round(REACH * width), thickest)
    for side in (runs[:, :near], runs[:, width - near :]):
        side[:] = side.max(axis=1, keepdims=True, initial=0)
    # What ends further from the frame is not closed up to it.
    framed = cv2.copyMakeBorder(runs, 0, 0, crossed, crossed, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, np.ones((1, crossed), np.uint8))
    whole = np.ascontiguousarray(closed[:, crossed:-crossed])
    sagging = cv2.dilate(whole, np.ones((_breadth(width), 1), np.uint8))
    straight = cv2.morphologyEx(sagging, cv2.MORPH_OPEN, np.ones((1, round(PIECE * width)), np.uint8))
    number, pieces, boxes, _ = cv2.connectedComponentsWithStats(straight)
    return pieces, number - 1, boxes[1:]


def _breadth(width: int) -> int:
    return 2 * round(SAG * width) + 1


def _as_thin(mask: np.ndarray, solid: np.ndarray, courses: np.ndarray) -> np.ndarray:
    """Return (h, w) uint8: the ink (h, w) on the courses where it is about as thin as the lines there.

    Whether it is thicker is seen in the solid ink: strokes have a soft rim.
    """
    ink = mask & (courses > 0)
    tops = cv2.countNonZero(ink[0]) + cv2.countNonZero(ink[1:] & ~ink[:-1])
    thickness = cv2.countNonZero(ink) / max(tops, 1)
    return ink & ~_opened(solid, round(THICKER * thickness) + 2)


def _opened(mask: np.ndarray, height: int) -> np.ndarray:
    """Return the ink (h, w) that is `height` pixels thick from top to bottom; beyond the picture is none."""
    column = np.ones((height, 1), np.uint8)
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, column, borderType=cv2.BORDER_CONSTANT, borderValue=0)


def _no_darker(strength: np.ndarray, ink: np.ndarray, courses: np.ndarray) -> np.ndarray:
    """Return (h, w) uint8: the ink (h, w) without what is darker than the line on its course."""
    at = np.nonzero(ink)
    if not len(at[0]):
        return ink
    course, value = courses[at], strength[at]
    ordered = value[np.lexsort((value, course))]
    sizes = np.bincount(course)
    usual = np.cumsum(sizes) - 1 - ((1 - USUAL) * sizes).astype(int)
    ink[at] = value < DARKER * ordered[usual][course]
    return ink


def _is_cropped_to(strength: np.ndarray) -> bool:
    """Whether the frame cuts ink as tall as a digit that the picture was cropped to, and no line."""
    height, width = strength.shape
    _, _, boxes, _ = cv2.connectedComponentsWithStats((strength > FAINTEST).view(np.uint8))
    left, top, wide, tall = boxes[1:, :4].T
    is_cut = (left == 0) | (top == 0) | (left + wide == width) | (top + tall == height)
    return bool((is_cut & (tall >= CROPPED_TO * height) & (wide > 2 * THICKEST * width)).any())
