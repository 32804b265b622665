"""Faint things that touch the ink go, and the ink stays."""

import cv2
import numpy as np
import pytest

from mnist_core.detection.faint import without_other_pens, without_shadows
from mnist_core.detection.strength import FAINT, FULL, POSSIBLE

WIDTH = 12  # pixels: of the strokes drawn here


def stroke(start=(60, 60), end=(60, 240), strength=FULL, width=WIDTH):
    ink = np.zeros((300, 300), np.uint8)
    return cv2.line(ink, start, end, strength, width, cv2.LINE_AA)


@pytest.mark.parametrize("strength", [POSSIBLE + 10, FAINT - 10])
def test_a_faint_area_wider_than_the_strokes_goes(strength):
    ink = stroke()
    shadow = stroke((100, 150), (250, 150), strength, 90)
    left = without_shadows(np.maximum(ink, shadow), WIDTH)
    assert (left[:, 140:] <= POSSIBLE).all()
    assert (left[ink == FULL] == FULL).all()


@pytest.mark.parametrize("strength", [POSSIBLE + 10, FAINT - 10])
def test_a_faint_stroke_is_no_shadow(strength):
    faint = stroke(strength=strength)
    np.testing.assert_array_equal(without_shadows(faint, WIDTH), faint)


def test_a_long_faint_stroke_that_touches_the_ink_goes():
    ink = stroke()
    other = stroke((60, 150), (280, 150), POSSIBLE + 30)
    left = without_other_pens(np.maximum(ink, other), WIDTH)
    np.testing.assert_array_equal(left[:, 90:], 0)
    assert (left[ink == FULL] == FULL).all()


def test_a_stroke_may_fade_at_its_end():
    ink = stroke()
    end = stroke((60, 240), (60, 240 + 3 * WIDTH), POSSIBLE + 30)
    faded = np.maximum(ink, end)
    np.testing.assert_array_equal(without_other_pens(faded, WIDTH), faded)


def test_thin_strokes_are_faint_for_want_of_pixels():
    thin = np.maximum(stroke(width=2), stroke((60, 150), (280, 150), POSSIBLE + 30, 2))
    np.testing.assert_array_equal(without_other_pens(thin, 2), thin)
