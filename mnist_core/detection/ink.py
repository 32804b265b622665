"""Ink apart from paper: the light flattened, the polarity found, the threshold set by the strokes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mnist_core.detection.faint import without_other_pens, without_shadows
from mnist_core.detection.noise import without_noise
from mnist_core.detection.rules import without_rules
from mnist_core.detection.strength import CERTAIN, FAINT, FULL, POSSIBLE
from mnist_core.detection.strokes import stroke_width
from mnist_core.io.reduction import along, halved, reduced

AXIS_SIDE = 128  # pixels, about: colours and polarity are seen in a small picture
PREVIEW_SIDE = 240  # pixels, about: the stroke width is seen in a less small one
WIDEST = 0.4  # of the picture's side: the widest stroke
SPAN = 6  # stroke widths: what is wider is a shadow
FINE = 8.0  # pixels: wider strokes lose nothing by a slight blur against noise
COARSE_SPAN = 25  # pixels: where strokes are wide, paper and contrast are seen in a smaller picture
FAINTEST = 18.0  # grey levels: less contrast than this is paper grain or a fold, whatever its shape
MOST_GAIN = 2.0  # darker than half as bright is no shadow on the paper but something beside it
NEAR = np.ones((3, 3), np.uint8)
GRAINY = 1.2  # times as much ink once gaps as wide as its strokes are closed: a crayon's, chalk, spray
WIDENED = 1.3  # times a grain's width: strokes of many grains become wider once closed, lines of dots do not
COARSEST = 12.0  # pixels: a grain is finer than this
LONG = 20  # times as long as its strokes are wide: so large is ink whose grain differs from a digit's gaps
CLEAR = 2.0  # times the noise: ink has more contrast, blurred noise alone has less
COLOURED = 0.015  # of the details' variation along the axis of ink and paper: one ink varies less across it
LEAST_FULL = 0.15  # of a piece of ink is full, however thin its strokes are
NEARLY = 0.15  # of the tallest piece's height: something fainter may be a digit, also beside a pen in view
CLEARLY = 0.25  # of the details' steepness: so much more is on one side of the paper if that is ink
NOISE_MARGIN = 5.0  # an ink's edges stand this many noise deviations above the paper


@dataclass(frozen=True, eq=False)
class Ink:
    """The ink of a picture.

    strength: (h, w) uint8, FULL where it has the ink's own contrast; 0 where there is no ink.
    dark: whether the ink is darker than the paper.
    stroke_width: pixels; 0 where there is no ink.
    clutter: area of the faint texture that is no ink, its largest piece aside, as a share of the ink's area.
    contrast: grey levels between paper and what stands out from it, ink or not; 0 where nothing does.
    is_alone: False where something fainter, or in another colour, may be as tall as the ink is.
    """

    strength: np.ndarray
    dark: bool
    stroke_width: float
    clutter: float
    contrast: float
    is_alone: bool


def separate_ink(picture: np.ndarray) -> Ink:
    """Return the ink of `picture` (h, w, 3) uint8."""
    picture, noise = without_noise(picture)
    faintest = max(FAINTEST, CLEAR * noise)
    axis, is_of_one_colour = _ink_axis(picture)
    dark = bool(axis.sum() >= 0)
    values = along(axis, picture)
    preview = halved(values, PREVIEW_SIDE)
    rough, _ = _strength(preview, max(3, round(WIDEST * max(preview.shape))), dark, faintest)
    width = stroke_width(rough > CERTAIN) * max(values.shape) / max(preview.shape)
    if width > FINE:
        values = cv2.GaussianBlur(values, (3, 3), 0)
    strength, contrast = _strength(values, round(SPAN * max(width, 1)), dark, faintest)
    strength, clutter, is_alone = _connected_to_ink(without_shadows(strength, width))
    strength, width = _solid(without_other_pens(strength, width))
    return Ink(strength, dark, width, clutter, contrast, is_alone and is_of_one_colour)


def _ink_axis(picture: np.ndarray) -> tuple[np.ndarray, bool]:
    """Return the direction (3,) in colour from ink to paper, and whether the details differ in no other.

    It is that in which they differ most: for black on white the luminance, for yellow on white the blue
    channel. The paper is what most of each neighbourhood is, so the details that stand out from its median
    are the ink.
    """
    small = halved(picture, AXIS_SIDE)
    smaller = halved(small, AXIS_SIDE // 2)
    paper = cv2.medianBlur(smaller, 2 * (min(smaller.shape[:2]) // 4) + 1)
    paper = cv2.resize(paper, small.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    detail = cv2.subtract(small, paper, dtype=cv2.CV_32F).reshape(-1, 3)
    amounts, axes = np.linalg.eigh(detail.T @ detail)
    axis, is_only = axes[:, -1], bool(amounts[-2] <= COLOURED * amounts[-1])
    values = (detail @ axis).reshape(small.shape[:2])
    # A lamp's spot is no ink: what counts is steep.
    steep = cv2.Sobel(values, cv2.CV_32F, 1, 0) ** 2 + cv2.Sobel(values, cv2.CV_32F, 0, 1) ** 2
    cubes = steep * values * values * values
    is_reversed = cubes.sum() > 0
    if abs(cubes.sum()) < CLEARLY * abs(cubes).sum():
        is_reversed = _is_low_at_frame((small @ axis).astype(np.float32))
    return (-axis if is_reversed else axis), is_only


def _is_low_at_frame(values: np.ndarray) -> bool:
    """Whether most of the frame of `values` (h, w) is below the middle of their range.

    A thick digit that fills its picture is what most of the middle is; along the frame most is paper.
    """
    frame = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    return bool(2 * np.median(frame) < values.min() + values.max())


def _strength(values: np.ndarray, span: int, dark: bool, faintest: float) -> tuple[np.ndarray, float]:
    """Return the strength (h, w) of all that may be ink, its strokes narrower than `span` pixels, and its
    contrast.

    There is none if its contrast is below `faintest` grey levels.
    """
    paper = _paper(values, span)
    contrast = cv2.subtract(paper, values)
    if dark:
        contrast = _lit_evenly(contrast, paper)
    level = _ink_level(halved(contrast, max(PREVIEW_SIDE, _coarse_side(contrast, span))))
    if level < faintest:
        return np.zeros_like(values), 0.0
    return without_rules(cv2.convertScaleAbs(contrast, alpha=FULL / level)), level


def _paper(values: np.ndarray, span: int) -> np.ndarray:
    """Return (h, w) uint8: the paper as it is lit, also below the ink: a closing wider than the strokes.

    Unlike a blur or a median it keeps the edges of shadows, which are no ink. What is dark along the frame
    is taken to go on beyond it, or the corner between a shadow and the frame would be filled like a stroke.
    """
    small = reduced(values, _coarse_side(values, span))
    closed = _closed(small, max(3, min(span, COARSE_SPAN)) | 1)
    return cv2.resize(closed, values.shape[::-1], interpolation=cv2.INTER_LINEAR)


def _coarse_side(values: np.ndarray, span: int) -> int:
    """Return how long the values (h, w) are with `span` reduced to COARSE_SPAN pixels."""
    return max(1, round(min(1.0, COARSE_SPAN / span) * max(values.shape)))


def _lit_evenly(contrast: np.ndarray, paper: np.ndarray) -> np.ndarray:
    """Return the contrast (h, w) uint8 that dark ink would have if all of its paper were lit alike.

    Light multiplies: where a shadow halves the paper's brightness, it halves the contrast too.
    """
    usual = float(np.median(paper[::3, ::3]))
    return cv2.divide(contrast, cv2.max(paper, max(usual / MOST_GAIN, 1)), scale=usual)


def _ink_level(contrast: np.ndarray) -> float:
    """Return the contrast of the ink in `contrast` (h, w) uint8; 0 where there is none.

    It is twice the mean contrast at the edges, each weighted by its gradient (RATS: Kittler,
    Illingworth and Föglein, Threshold selection based on a simple image statistic, 1985),
    which a little ink on much paper moves as much as much ink does. The contrast at an edge is the
    middle of the range around it: beside a line of one pixel all is paper.
    """
    x = cv2.Sobel(contrast, cv2.CV_32F, 1, 0, scale=0.25)
    y = cv2.Sobel(contrast, cv2.CV_32F, 0, 1, scale=0.25)
    squared = cv2.multiply(x, x) + cv2.multiply(y, y)
    sample = squared[::3, ::3].ravel()
    fifth = len(sample) // 5
    noise = np.sqrt(float(np.partition(sample, fifth)[fifth])) / 0.668  # of a Rayleigh distribution
    least = max(NOISE_MARGIN * noise, FAINTEST / 4)
    weight = cv2.threshold(squared, least**2, 0, cv2.THRESH_TOZERO)[1]
    total = cv2.sumElems(weight)[0]
    if not total:
        return 0.0
    middle = cv2.addWeighted(cv2.dilate(contrast, NEAR), 0.5, cv2.erode(contrast, NEAR), 0.5, 0)
    return 2 * cv2.sumElems(cv2.multiply(weight, middle, dtype=cv2.CV_32F))[0] / total


def _solid(strength: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the strength (h, w) with the grain of a rough pen closed, and the width of its strokes."""
    width = stroke_width(strength > CERTAIN)
    if not 0 < width < COARSEST:
        return strength, width
    x, y, *sides = cv2.boundingRect(strength)
    window = np.s_[y : y + sides[1], x : x + sides[0]]
    while LONG * width <= max(sides):
        side = max(3, round(width) | 1)
        # Blurred, or a sprayed stroke would have spikes for an edge.
        blur = 2 * side + 1, 2 * side + 1
        closed = cv2.blur(_closed(strength[window], side), blur, borderType=cv2.BORDER_CONSTANT)
        if cv2.sumElems(closed)[0] < GRAINY * cv2.sumElems(strength)[0]:
            break
        wider = stroke_width(closed > CERTAIN)
        if wider < WIDENED * width:
            break
        strength, width = strength.copy(), wider
        strength[window] = closed
    return strength, width


def _closed(image: np.ndarray, side: int) -> np.ndarray:
    """Return the image (h, w) uint8 closed with a square; beyond its frame all is taken for dark."""
    framed = cv2.copyMakeBorder(image, side, side, side, side, cv2.BORDER_CONSTANT, value=0)
    return cv2.morphologyEx(framed, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))[side:-side, side:-side]


def _connected_to_ink(strength: np.ndarray) -> tuple[np.ndarray, float, bool]:
    """Return what is connected to certain ink (hysteresis: Canny, 1986), the share of what is not, and
    whether all that is fainter than the ink is low.

    The largest faint thing is not counted: it may be a finger, and texture is of many. A single threshold
    would break thin strokes or take in the paper's grain.
    """
    possible = cv2.threshold(strength, POSSIBLE, 1, cv2.THRESH_BINARY)[1]
    left, top, width, height = cv2.boundingRect(possible)
    if not width:
        return possible, 0.0, True
    window = np.s_[top : top + height, left : left + width]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(possible[window])
    certain = np.zeros(count, bool)
    certain[labels[strength[window] > CERTAIN]] = True
    certain[0] = False
    ink = np.zeros_like(strength)
    ink[window] = np.where(certain[labels], strength[window], 0)
    area = stats[:, cv2.CC_STAT_AREA]
    faint = area[1:][~certain[1:]]
    clutter = (faint.sum() - faint.max(initial=0)) / max(area[certain].sum(), 1)
    tall = stats[1:, cv2.CC_STAT_HEIGHT]
    is_full = np.bincount(labels[strength[window] > FAINT], minlength=count)[1:] > LEAST_FULL * area[1:]
    is_alone = tall[~is_full].max(initial=0) <= NEARLY * tall[is_full].max(initial=0)
    return ink, float(clutter), bool(is_alone)
