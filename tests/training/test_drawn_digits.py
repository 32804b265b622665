"""Digits drawn by rule are whole, have MNIST's geometry, and have the holes that their form has."""

import cv2
import numpy as np
import pytest

from mnist_core.recognition.normalization import mnist_pixels
from mnist_core.training.drawn_digits import draw, draw_many
from mnist_core.training.forms import FORMS


def drawn(digit, count=100):
    rng = np.random.default_rng(digit)
    return [draw(digit, rng) for _ in range(count)]


def holes(image):
    background = cv2.copyMakeBorder((image <= 60).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    return cv2.connectedComponents(background, connectivity=4)[0] - 2


def pieces(image):
    return cv2.connectedComponents((image > 60).astype(np.uint8), connectivity=8)[0] - 1


@pytest.mark.parametrize("digit", range(10))
def test_drawn_digit_has_mnist_geometry(digit):
    for image in drawn(digit):
        assert image.shape == (28, 28)
        assert image.dtype == np.uint8
        assert mnist_pixels(np.dstack([image] * 3)) is not None


@pytest.mark.parametrize("digit", range(10))
def test_drawn_digit_is_of_one_piece(digit):
    assert np.mean([pieces(image) == 1 for image in drawn(digit)]) > 0.9


@pytest.mark.parametrize("digit", range(10))
def test_every_form_has_many_shapes(digit):
    for form in set(FORMS[digit]):
        rng = np.random.default_rng(0)
        lines = [np.concatenate(form(rng)) for _ in range(20)]
        assert len({line.tobytes() for line in lines}) == 20
        assert all(0.7 < np.ptp(line[:, 1]) < 1.6 for line in lines)


@pytest.mark.parametrize(
    ("digit", "low", "high"), [(0, 0.6, 1), (1, 0, 0.25), (8, 0.7, 1), (9, 0.5, 1), (7, 0, 0.5)]
)
def test_holes_are_those_of_the_digit(digit, low, high):
    assert low <= np.mean([holes(image) > 0 for image in drawn(digit)]) <= high


def test_a_one_leans_on_its_stem_and_its_flag_is_on_the_left():
    lefts = []
    for image in drawn(1):
        rows, columns = np.nonzero(image > 60)
        apex = columns[rows == rows.min()].mean()
        upper = columns[rows < 14]
        lefts.append(apex - upper.min() >= upper.max() - apex - 4)
    assert np.mean(lefts) > 0.9


def test_many_are_of_all_digits_and_come_again_with_the_seed():
    (images, labels), (again, _) = (draw_many(200, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(images, again)
    assert set(labels.tolist()) == set(range(10))
    assert len({image.tobytes() for image in images}) == 200
