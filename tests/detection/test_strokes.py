"""Stroke width against ribbons of known width."""

import cv2
import numpy as np
import pytest

from mnist_core.detection.strokes import stroke_variation, stroke_width


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
