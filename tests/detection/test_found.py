"""What a look finds is what it shows well and whole, each with the ink of the picture."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from mnist_core.detection.found import find
from mnist_core.detection.looking import Look


def picture_and_look(tall, scale=1.0):
    """A ring `tall` pixels high on a page (120, 120), and what an ideal detector says of it at a scale."""
    grey = np.ones((120, 120), np.float32)
    cv2.ellipse(grey, (60, 60), (tall // 3, tall // 2 - 1), 0, 0, 360, 0.1, 3)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    y, x = np.indices(small.shape, np.float32)
    heat = np.zeros_like(small)
    heat[round(60 * scale), round(60 * scale)] = 0.8
    classes = np.zeros((*small.shape, 11), np.float32)
    classes[..., 0] = 9
    offset = np.stack([60 * scale - x, 60 * scale - y], -1)
    ink = np.where(small < 0.6, np.float32(0.95), np.float32(0))
    return grey, Look(ink, heat, np.zeros_like(small), classes, offset, scale, 0, 0)


def test_a_digit_is_found_with_its_ink_and_how_sure_it_is():
    grey, seen = picture_and_look(40)
    [found] = find(grey, seen, 2)
    assert found.look == 2
    assert found.votes.argmax() == 0
    assert found.heat == pytest.approx(0.8)
    assert found.sight == pytest.approx(0.95, abs=0.01)
    assert found.ink.dark
    left, top, right, bottom = found.ink.box
    assert (left + right) / 2 == pytest.approx(60, abs=1.5)
    assert bottom - top == pytest.approx(41, abs=3)


@pytest.mark.parametrize(("tall", "scale"), [(40, 0.25), (100, 1.0)])
def test_what_is_too_small_or_too_large_in_a_look_is_left_to_another(tall, scale):
    assert find(*picture_and_look(tall, scale)) == []


def test_what_a_side_of_the_look_cuts_is_left_to_another():
    grey, seen = picture_and_look(40)
    part = {name: getattr(seen, name)[:, :70] for name in ("ink", "heat", "closer", "classes", "offset")}
    assert find(grey, replace(seen, **part)) == []
