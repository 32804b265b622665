"""Which shapes a pen makes."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.plausibility import is_blot, is_page_of_digits, made_of_strokes
from mnist_core.detection.regions import Region


def region_of(canvas):
    height, width = canvas.shape
    return Region((0, 0, width, height), canvas / np.float32(255))


@pytest.mark.parametrize("digit", "0123456789")
def test_drawn_digits_are_strokes(digit):
    canvas = np.zeros((200, 160), np.uint8)
    cv2.putText(canvas, digit, (20, 170), cv2.FONT_HERSHEY_SIMPLEX, 6, 255, 14, cv2.LINE_AA)
    assert made_of_strokes(region_of(canvas))


def test_a_net_encloses_too_much():
    canvas = np.zeros((200, 200), np.uint8)
    for at in range(20, 200, 32):
        cv2.line(canvas, (at, 10), (at, 190), 255, 4)
        cv2.line(canvas, (10, at), (190, at), 255, 4)
    assert not made_of_strokes(region_of(canvas))


def test_a_blob_with_limbs_is_no_stroke():
    canvas = np.zeros((300, 300), np.uint8)
    cv2.ellipse(canvas, (150, 110), (110, 60), 0, 0, 360, 255, -1)
    for x in (70, 110, 190, 230):
        cv2.line(canvas, (x, 150), (x, 290), 255, 6)
    assert not made_of_strokes(region_of(canvas))


@pytest.mark.parametrize("axes", [(5, 5), (60, 60), (40, 70)])
def test_a_filled_shape_is_a_blot(axes):
    canvas = np.zeros((200, 200), np.uint8)
    cv2.ellipse(canvas, (100, 100), axes, 30, 0, 360, 255, -1, cv2.LINE_AA)
    assert is_blot(region_of(canvas))


@pytest.mark.parametrize("thickness", [10, 30])
def test_lines_are_no_blots(thickness):
    ring, stem = np.zeros((2, 200, 200), np.uint8)
    cv2.circle(ring, (100, 100), 50, 255, thickness, cv2.LINE_AA)
    cv2.line(stem, (90, 40), (110, 160), 255, thickness, cv2.LINE_AA)
    assert not is_blot(region_of(ring))
    assert not is_blot(region_of(stem))


def test_hardly_any_mnist_digit_is_a_blot():
    assert sum(is_blot(region_of(image)) for image in load_test_set()[0]) <= 1


def test_a_page_on_which_a_third_is_no_digit_is_text():
    assert is_page_of_digits([True] * 20, [True] * 20, strokes=1.0, clutter=0.0)
    assert is_page_of_digits([True, False], [True, False], strokes=0.9, clutter=0.0)
    third_is_none = [True, True, False] * 10
    assert not is_page_of_digits(third_is_none, third_is_none, strokes=1.0, clutter=0.0)
    assert not is_page_of_digits([True] * 30, third_is_none, strokes=1.0, clutter=0.0)


def test_a_picture_that_is_mostly_something_else_is_a_photograph():
    assert not is_page_of_digits([True], [True], strokes=0.8, clutter=2.0)
    assert not is_page_of_digits([True], [True], strokes=0.1, clutter=0.0)


def test_texture_around_digits_beyond_doubt_is_paper():
    assert is_page_of_digits([True], [True], strokes=1.0, clutter=2.0)
    assert not is_page_of_digits([True], [False], strokes=1.0, clutter=2.0)
    assert not is_page_of_digits([True, False], [True, False], strokes=1.0, clutter=2.0)
