"""Occlusion: the square where it should be, and the drop that covering it makes."""

import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.occlusion import GREY, covered, drop_map

SEVEN = load_test_set()[0][0] / np.float32(255)


@pytest.mark.parametrize("size", [1, 3, 7])
def test_a_square_lies_about_each_pixel_and_stays_in_the_image(size):
    images = covered(np.zeros((28, 28), np.float32), size)
    reach = size // 2
    for row, column in ((0, 0), (13, 5), (27, 27)):
        expected = np.zeros((28, 28))
        expected[max(row - reach, 0) : row + reach + 1, max(column - reach, 0) : column + reach + 1] = GREY
        np.testing.assert_array_equal(images[28 * row + column], expected)


def test_the_drop_is_what_the_recognizer_loses():
    recognizer = load_recognizer()
    drops = drop_map(SEVEN, 7, 9, recognizer.classify)
    row, column = np.unravel_index(drops.argmax(), drops.shape)
    image = SEVEN.copy()
    image[max(row - 4, 0) : row + 5, max(column - 4, 0) : column + 5] = GREY
    before, after = recognizer.classify(np.stack([SEVEN, image]))[:, 7]
    assert drops.max() == pytest.approx(before - after, abs=1e-5)
    assert drops.max() > 0.05
