"""Dotted and dashed lines against drawings of which every dot is known."""

import cv2
import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.detection.dots import joined_dots
from mnist_core.detection.ink import separate_ink
from mnist_core.detection.pieces import MOST_PIECES, find_pieces

INK = 40
FIVE = [(280, 60), (140, 60), (130, 180), (230, 170), (280, 230), (270, 300), (200, 350), (120, 330)]
TWO = [(130, 120), (170, 70), (240, 70), (270, 130), (220, 220), (120, 340), (290, 340)]
SEVEN = [(120, 70), (290, 70), (190, 350)]
EIGHT = [
    (270, 90),
    (200, 60),
    (140, 110),
    (260, 260),
    (250, 330),
    (180, 350),
    (140, 280),
    (270, 130),
    (270, 90),
]


def page(width=420):
    return np.full((420, width), 230, np.uint8)


def along(corners, step):
    """Points on the lines from corner to corner, about `step` pixels apart."""
    points = [np.array(corners[0], float)]
    for end in np.array(corners[1:], float):
        count = max(round(np.hypot(*(end - points[-1])) / step), 1)
        points += list(np.linspace(points[-1], end, count + 1)[1:])
    return np.array(points)


def dotted(corners, breadth=14, step=26, picture=None):
    picture = page() if picture is None else picture
    for x, y in along(corners, step):
        cv2.circle(picture, (round(x), round(y)), breadth // 2, INK, -1, cv2.LINE_AA)
    return picture


def dashed(corners, breadth=8):
    picture = page()
    points = along(corners, 9).round().astype(int).tolist()
    for i in range(0, len(points) - 1, 3):
        cv2.line(picture, points[i], points[i + 1], INK, breadth, cv2.LINE_AA)
    return picture


def lamps(corners):
    return 255 - dotted(corners)


def joined(picture):
    ink = separate_ink(picture[..., None].repeat(3, 2))
    pieces = find_pieces(ink)
    lines, left = joined_dots(pieces, ink)
    assert (left is ink) == (lines is pieces)
    assert np.count_nonzero(left.strength) == sum(np.count_nonzero(line.strength) for line in lines)
    return lines, left is not ink


@pytest.mark.parametrize("draw", [dotted, dashed, lamps])
@pytest.mark.parametrize(("corners", "value"), [(FIVE, "5"), (TWO, "2"), (SEVEN, "7"), (EIGHT, "8")])
def test_a_digit_in_dots_or_dashes_is_read(draw, corners, value):
    picture = draw(corners)
    assert len(joined(picture)[0]) == 1
    assert load_recognizer().read(picture).text == value


def test_the_digits_of_a_dotted_number_stay_apart():
    picture = page(700)
    for left, corners in (0, TWO), (180, SEVEN), (360, FIVE):
        dotted([(x + left, y) for x, y in corners], 10, 18, picture)
    assert len(joined(picture)[0]) == 3
    assert load_recognizer().read(picture).text == "275"


def test_a_worksheet_of_more_dots_than_digits_are_looked_at_in_a_picture_is_read():
    picture = page(1100)
    for top in 0, 200:
        for left in range(0, 1100, 110):
            dotted([(x / 2 + left - 30, y / 2 + top) for x, y in EIGHT], 6, 10, picture)
    assert len(find_pieces(separate_ink(picture[..., None].repeat(3, 2)))) == MOST_PIECES
    assert len(joined(picture)[0]) == 20
    assert load_recognizer().read(picture).text == 20 * "8"


def test_dots_whose_soft_rims_touch_are_dots():
    picture = cv2.GaussianBlur(dotted(FIVE, 8, 13), (0, 0), 2)
    assert joined(picture)[1]


def test_a_loop_of_dots_is_closed():
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    (ring,), _ = joined(dotted([(210 + 80 * np.cos(a), 210 + 110 * np.sin(a)) for a in angles]))
    inside, _ = cv2.connectedComponents((ring.strength == 0).astype(np.uint8))
    assert ring.strength[ring.height // 2, ring.width // 2] == 0
    assert inside >= 3  # the ink, what it encloses, and what lies around it


def ones_side_by_side(picture):
    for x in range(100, 330, 34):
        cv2.line(picture, (x + 6, 180), (x - 6, 232), INK, 12, cv2.LINE_AA)


def halftone(picture):
    for x in range(100, 340, 24):
        for y in range(100, 340, 24):
            cv2.circle(picture, (x, y), 7, INK, -1, cv2.LINE_AA)


def specks(picture):
    for x, y in np.random.default_rng(1).integers(20, 400, (60, 2)).tolist():
        cv2.circle(picture, (x, y), 4, INK, -1, cv2.LINE_AA)


def dots_of_a_pixel(picture):
    picture[200, 50:350:2] = INK


def dice(picture):
    for x, y in (120, 120), (300, 120), (210, 210), (120, 300), (300, 300):
        cv2.circle(picture, (x, y), 34, INK, -1, cv2.LINE_AA)


def holes_beside_a_digit(picture):
    for y in range(20, 420, 40):
        cv2.circle(picture, (30, y), 10, INK, -1, cv2.LINE_AA)
    cv2.putText(picture, "5", (180, 300), cv2.FONT_HERSHEY_SIMPLEX, 6, INK, 4, cv2.LINE_AA)


def hours_of_a_clock(picture):
    for angle in np.linspace(0, 2 * np.pi, 12, endpoint=False):
        cv2.circle(picture, (round(210 + 150 * np.cos(angle)), round(210 + 150 * np.sin(angle))), 8, INK, -1)


def small_sevens(picture):
    cv2.putText(picture, "7777777", (40, 220), cv2.FONT_HERSHEY_SIMPLEX, 2, INK, 5, cv2.LINE_AA)


NO_LINES = [
    ones_side_by_side,
    halftone,
    specks,
    dots_of_a_pixel,
    dice,
    holes_beside_a_digit,
    hours_of_a_clock,
    small_sevens,
]


@pytest.mark.parametrize("draw", NO_LINES)
def test_what_is_no_dotted_line_stays_as_it_is(draw):
    picture = page()
    draw(picture)
    assert not joined(picture)[1]
