"""What people write on, with and in: ruled paper, boxes, crayon, a desk, the light of a lamp.

Each takes a picture (h, w) float64, dark ink on a light page, and returns one that shows the same digit; but
`run_together` takes bright ink on black.
"""

from __future__ import annotations

import cv2
import numpy as np

INK = 40.0
SOLID = 0.4  # of full strength: ink that is no soft rim


def ruled(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture on ruled paper, its lines turned by up to 3 degrees."""
    step, grey, thickness = random.uniform(30, 50), random.uniform(90, 190), int(random.integers(1, 4))
    return np.minimum(picture, _lines(picture.shape, step, grey, thickness, random.uniform(-3, 3)))


def squared(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture on squared paper, turned by up to 3 degrees."""
    height, width = picture.shape
    step, grey, thickness = random.uniform(18, 30), random.uniform(90, 190), int(random.integers(1, 4))
    lines = _lines((2 * height, 2 * width), step, grey, thickness)
    lines = np.minimum(lines, _lines((2 * width, 2 * height), step, grey, thickness).T)
    turn = cv2.getRotationMatrix2D((width, height), random.uniform(-3, 3), 1)
    lines = cv2.warpAffine(lines, turn, (2 * width, 2 * height))
    top, left = random.integers(height // 3, 2 * height // 3), random.integers(width // 3, 2 * width // 3)
    return np.minimum(picture, lines[top : top + height, left : left + width])


def boxed(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a box drawn around its ink."""
    left, top, right, bottom = _ink_box(picture)
    margin = int(random.integers(8, 25))
    corners = (left - margin, top - margin), (right + margin, bottom + margin)
    return cv2.rectangle(picture.copy(), *corners, INK, int(random.integers(2, 9)), cv2.LINE_AA)


def in_a_row_of_boxes(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its ink in one of three boxes that share their sides, and may touch it."""
    left, top, right, bottom = _ink_box(picture)
    across, down = int(random.integers(4, 25)), int(random.integers(4, 25))
    grey, thickness = float(random.uniform(INK, 160)), int(random.integers(2, 5))
    left, top, right, bottom = left - across, top - down, right + across, bottom + down
    width = right - left
    wider = np.pad(picture, ((0, 0), (width, width)), mode="edge")
    for x in (left, left + width, left + 2 * width):
        cv2.rectangle(wider, (x, top), (x + width, bottom), grey, thickness)
    return np.minimum(wider, np.pad(picture, ((0, 0), (width, width)), mode="edge"))


def circled(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a circle drawn around its ink."""
    left, top, right, bottom = _ink_box(picture)
    radius = round(np.hypot(right - left, bottom - top) / 2) + int(random.integers(8, 14))
    middle = (left + right) // 2, (top + bottom) // 2
    return cv2.circle(picture.copy(), middle, radius, INK, int(random.integers(2, 9)), cv2.LINE_AA)


def underlined(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its ink underlined, as wide as it is tall or wider."""
    left, _, right, bottom = _ink_box(picture)
    y, beyond = bottom + int(random.integers(12, 25)), int(random.integers(45, 70))
    middle, slope = (left + right) // 2, int(random.integers(-4, 5))
    ends = (middle - (right - left) // 2 - beyond, y), (middle + (right - left) // 2 + beyond, y + slope)
    return cv2.line(picture.copy(), *ends, INK, int(random.integers(3, 9)), cv2.LINE_AA)


def on_desk(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture as a sheet, turned by up to 10 degrees, on a desk of any darker grey."""
    height, width = picture.shape
    size = 2 * width, 2 * height
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-10, 10), 1)
    turn[:, 2] += random.uniform(-0.2, 1.2) * width, random.uniform(-0.2, 1.2) * height
    desk = float(random.uniform(20, 160))
    return cv2.warpAffine(picture, turn, size, flags=cv2.INTER_LINEAR, borderValue=desk)


def in_crayon(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with grains of paper showing through its ink, a third to a half of it."""
    grain = cv2.GaussianBlur(random.random(picture.shape), (0, 0), random.uniform(0.8, 1.6))
    return np.where(grain > np.quantile(grain, random.uniform(0.3, 0.5)), picture, picture.max())


def under_a_lamp(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture in dim light, with the bright spot of a lamp on it."""
    y, x = np.indices(picture.shape) / len(picture) - random.uniform(0.2, 0.8, 2)[:, None, None]
    spot = np.exp(-(x**2 + y**2) / (2 * random.uniform(0.12, 0.2) ** 2))
    return 0.6 * picture + 110 * spot


def beside_a_fold(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture as one page of an open book, the fold in the middle in its own shadow."""
    wider = np.pad(picture, ((0, 0), (picture.shape[1], 0)), mode="edge")
    across = np.abs(np.arange(wider.shape[1]) - picture.shape[1])
    return wider * (1 - random.uniform(0.3, 0.6) * np.exp(-across / random.uniform(10, 40)))


def on_dark_tile(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its ink left out of a dark tile."""
    left, top, right, bottom = _ink_box(picture)
    margin = int(random.integers(15, 40))
    tile = picture.copy()
    inside = np.s_[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    tile[inside] = picture.max() + INK - picture[inside]
    return tile


def folded(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a crease through it, tilted by up to 15 degrees."""
    height, width = picture.shape
    middle, rise = height * random.uniform(0.35, 0.65), width * np.tan(np.radians(random.uniform(-15, 15)))
    ends = (0, round(middle - rise / 2)), (width, round(middle + rise / 2))
    grey, thickness = float(random.uniform(110, 190)), int(random.integers(1, 4))
    crease = cv2.line(np.full(picture.shape, 255.0), *ends, grey, thickness, cv2.LINE_AA)
    return np.minimum(picture, crease if random.random() < 0.5 else crease.T)


def shown_through(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with its mirror image shown through faintly, as from the back of the sheet."""
    move = random.uniform(-0.3, 0.3, 2) * picture.shape
    back = cv2.warpAffine(
        cv2.GaussianBlur(picture[:, ::-1], (0, 0), random.uniform(1.5, 3)),
        np.float64([[1, 0, move[1]], [0, 1, move[0]]]),
        picture.shape[::-1],
        borderValue=picture.max(),
    )
    return np.minimum(picture, picture.max() - random.uniform(0.15, 0.35) * (picture.max() - back))


def beside_a_pen(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with a pen of any grey beside it, its end in view or not."""
    height, width = picture.shape
    wider = np.pad(picture, ((height // 2, height // 2), (0, width // 2)), mode="edge")
    tip = width + int(random.integers(0, width // 4)), int(random.integers(height // 4, height // 2))
    lean, long = random.uniform(-0.15, 0.15), int(random.uniform(1.2, 2.0) * height)
    end = round(tip[0] + lean * long), tip[1] + long
    return cv2.line(
        wider, tip, end, float(random.uniform(20, 150)), int(random.integers(24, 36)), cv2.LINE_AA
    )


def under_a_hand(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with the shadow of a hand that reaches into it, halfway over its ink or less."""
    height, width = picture.shape
    middle = random.uniform(0.9, 1.1) * width, random.uniform(0.9, 1.1) * height
    y, x = np.indices(picture.shape)
    angle = np.arctan2(y - middle[1], x - middle[0])
    reach = (0.5 + 0.05 * np.sin(9 * angle + random.uniform(0, 6))) * random.uniform(0.8, 1.2) * width
    edge = random.uniform(1, 12)
    shade = 1 / (1 + np.exp((np.hypot(x - middle[0], y - middle[1]) - reach) / edge))
    return picture * (1 - random.uniform(0.25, 0.5) * shade)


def run_together(row: np.ndarray, digit: np.ndarray, overlap: int) -> np.ndarray:
    """Return the row (h, w) with the digit (h, v) after it, its ink `overlap` pixels into that of the row."""
    before, after = row > SOLID * row.max(), digit > SOLID * digit.max()
    level = before.any(1) & after.any(1)
    ends, begins = row.shape[1] - before[:, ::-1].argmax(1), after.argmax(1)
    left = max(int((ends - begins)[level].max(initial=0)) - overlap, 0)
    together = np.pad(row, ((0, 0), (0, max(0, left + digit.shape[1] - row.shape[1]))))
    place = together[:, left : left + digit.shape[1]]
    np.maximum(place, digit, out=place)
    return together


def _lines(shape: tuple[int, int], step: float, grey: float, thickness: int, tilt: float = 0.0) -> np.ndarray:
    """Return (h, w) float64: lines from left to right on white, `step` pixels apart, `tilt` in degrees."""
    height, width = shape
    rise = width * np.tan(np.radians(tilt))
    page = np.full(shape, 255.0)
    for y in np.arange(-abs(rise), height + abs(rise), step):
        cv2.line(page, (0, round(y)), (width, round(y + rise)), grey, thickness, cv2.LINE_AA)
    return page


def _ink_box(picture: np.ndarray) -> tuple[int, int, int, int]:
    left, top, width, height = cv2.boundingRect((picture < 140).astype(np.uint8))
    return left, top, left + width, top + height
