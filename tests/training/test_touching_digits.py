"""Digits grown together: side by side, as wide as several, and the same again for a seed."""

import cv2
import numpy as np

from mnist_core.data.dataset import load_test_set
from mnist_core.training.touching_digits import grown_together, make_touching


def touching(count, seed):
    return make_touching(count, load_test_set()[0][:200], np.random.default_rng(seed))


def test_touching_digits_have_the_form_of_normalised_images():
    images = touching(60, 1)
    assert images.shape == (60, 28, 28)
    assert images.dtype == np.uint8
    assert images.max(axis=(1, 2)).min() > 240


def test_a_seed_makes_the_same_again():
    np.testing.assert_array_equal(touching(20, 5), touching(20, 5))


def test_most_are_wider_than_single_digits():
    def wide(image):
        _, _, width, height = cv2.boundingRect(np.uint8(image > 63))
        return width > height

    assert np.mean([wide(image) for image in touching(200, 2)]) > 0.5
    assert np.mean([wide(image) for image in load_test_set()[0][:200]]) < 0.2


def test_what_grows_together_keeps_its_order():
    stroke, ring = np.zeros((2, 28, 28), np.float32)
    stroke[4:24, 13:15] = 1
    cv2.circle(ring, (14, 14), 9, 1.0, 2)
    row = grown_together([stroke, ring], np.random.default_rng(0))
    columns = np.flatnonzero((row > 0.5).any(0))
    assert np.ptp(row[:, columns[0]].nonzero()[0]) >= 19  # the stroke comes first
    assert 20 <= np.ptp(columns) <= 25
