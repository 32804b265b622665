"""Digits drawn by rule are whole, have MNIST's geometry, and have the holes that their form has."""

import cv2
import numpy as np
import pytest

from mnist_core.normalization import mnist_pixels
from mnist_core.training.drawn_digits import FORMS, draw


def drawn(digit, count=100):
    rng = np.random.default_rng(digit)
    return [draw(digit, rng) for _ in range(count)]


def pieces(mask):
    return cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)[0] - 1


def holes(image):
    background = cv2.copyMakeBorder((image <= 60).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    return cv2.connectedComponents(background, connectivity=4)[0] - 2


def test_forms_are_those_that_mnist_lacks():
    assert set(FORMS) == {1, 4, 7, 9}


@pytest.mark.parametrize("digit", FORMS)
def test_drawn_digit_has_mnist_geometry(digit):
    for image in drawn(digit):
        assert image.shape == (28, 28)
        assert image.dtype == np.uint8
        assert mnist_pixels(np.dstack([image] * 3)) is not None


@pytest.mark.parametrize("digit", FORMS)
def test_drawn_digit_is_of_one_piece(digit):
    assert np.mean([pieces(image > 60) == 1 for image in drawn(digit)]) > 0.95


@pytest.mark.parametrize("digit", FORMS)
def test_no_two_are_the_same(digit):
    images = drawn(digit)
    assert len({image.tobytes() for image in images}) == len(images)


def test_a_nine_mostly_has_a_loop_and_a_one_seldom():
    assert np.mean([holes(image) > 0 for image in drawn(9)]) > 0.5
    assert np.mean([holes(image) > 0 for image in drawn(1)]) < 0.2


def test_a_one_leans_on_its_stem_and_its_flag_is_on_the_left():
    for image in drawn(1):
        rows, columns = np.nonzero(image > 60)
        apex = columns[rows == rows.min()].mean()
        upper = columns[rows < 14]
        assert apex - upper.min() >= upper.max() - apex - 4


def test_same_seed_draws_the_same():
    first, second = (draw(7, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
