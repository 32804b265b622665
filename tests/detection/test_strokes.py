"""Stroke width against ribbons of known width, and outlines against what they enclose."""

import cv2
import numpy as np
import pytest

from mnist_core.detection.strokes import filled, stroke_variation, stroke_width


@pytest.mark.parametrize("width", [4, 8, 20, 50])
def test_width_of_a_bar_is_its_width(width):
    mask = np.zeros((600, 600), bool)
    mask[50:550, 200 : 200 + width] = True
    assert stroke_width(mask) == pytest.approx(width, rel=0.15)


@pytest.mark.parametrize("thickness", [5, 11, 31])
def test_width_of_a_circle_line_is_its_thickness(thickness):
    canvas = np.zeros((500, 500), np.uint8)
    cv2.circle(canvas, (250, 250), 180, 255, thickness)
    assert stroke_width(canvas > 0) == pytest.approx(thickness, abs=1.5)
    assert stroke_variation(canvas > 0) < 0.3


def test_a_wedge_varies_more_than_a_pen_stroke():
    wedge = np.zeros((300, 300), np.uint8)
    cv2.fillPoly(wedge, [np.array([[10, 150], [290, 20], [290, 280]])], 255)
    bar = np.zeros((300, 300), bool)
    bar[20:280, 140:160] = True
    assert stroke_variation(wedge > 0) > 2 * stroke_variation(bar)


def test_no_ink_has_no_width():
    assert stroke_width(np.zeros((10, 10), bool)) == 0
    assert stroke_variation(np.zeros((10, 10), bool)) == 0


def drawn(*lines, thickness):
    """Lines, each a list of points, on a canvas (200, 200) float32 in 0..1."""
    canvas = np.zeros((200, 200), np.uint8)
    cv2.polylines(canvas, [np.array(line) for line in lines], False, 255, thickness)
    return canvas / np.float32(255)


@pytest.mark.parametrize(
    "lines",
    [
        [[(100, 20), (90, 180)]],
        [[(50, 40), (150, 40), (80, 180)]],
        [[(60, 20), (60, 110), (150, 110)], [(120, 60), (120, 180)]],
    ],
    ids=["1", "7", "4"],
)
def test_an_outline_is_filled(lines):
    whole, inside = drawn(*lines, thickness=21), drawn(*lines, thickness=13)
    np.testing.assert_array_equal(filled(whole - inside), whole)


@pytest.mark.parametrize("axes", [(50, 70), (30, 70), (22, 70)])
def test_a_loop_stays_open(axes):
    ring = np.zeros((200, 200), np.uint8)
    cv2.ellipse(ring, (100, 100), axes, 0, 0, 360, 255, 15)
    ring = ring / np.float32(255)
    np.testing.assert_array_equal(filled(ring), ring)


def test_an_outlined_loop_is_filled_but_for_its_middle():
    whole, inside = np.zeros((2, 200, 200), np.uint8)
    cv2.circle(whole, (100, 100), 60, 255, 21)
    cv2.circle(inside, (100, 100), 60, 255, 11)
    np.testing.assert_array_equal(filled((whole - inside) / np.float32(255)), whole / np.float32(255))
