"""Convolution and pooling, against OpenCV and against their definitions."""

import cv2
import numpy as np

from mnist_core.lesson.convolution import convolve, max_pool

RANDOM = np.random.default_rng(0)


def test_each_map_is_the_sum_of_what_opencv_filters_from_each_channel():
    maps = RANDOM.random((9, 12, 3), np.float32)
    kernel = RANDOM.normal(size=(3, 3, 3, 2)).astype(np.float32)
    made = convolve(maps, kernel, np.array([1, -2], np.float32))
    assert made.shape == (7, 10, 2)
    for number, bias in enumerate((1, -2)):
        filtered = [cv2.filter2D(maps[..., c], -1, kernel[..., c, number]) for c in range(3)]
        np.testing.assert_allclose(made[..., number], sum(filtered)[1:-1, 1:-1] + bias, atol=1e-5)


def test_the_largest_of_each_four_goes_on():
    maps = RANDOM.normal(size=(5, 6, 2)).astype(np.float32)
    pooled = max_pool(maps)
    assert pooled.shape == (2, 3, 2)
    for (row, column, channel), value in np.ndenumerate(pooled):
        assert value == max(maps[2 * row + y, 2 * column + x, channel] for y in (0, 1) for x in (0, 1))
