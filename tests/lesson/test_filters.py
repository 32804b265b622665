"""The filters that are made up do what their names say."""

import cv2
import numpy as np
import pytest

from mnist_core.lesson.convolution import convolve
from mnist_core.lesson.filters import PRESETS, read_filter, write_filter


def made(name, picture):
    return convolve(picture[..., None], PRESETS[name][..., None, None], np.zeros(1, np.float32))[..., 0]


def test_blur_is_opencvs_and_edge_is_what_sharpening_adds_in_other_directions():
    picture = np.random.default_rng(0).random((9, 9), np.float32)
    blurred = cv2.GaussianBlur(picture, (3, 3), 0)[1:-1, 1:-1]
    np.testing.assert_allclose(made("blur", picture), blurred, atol=1e-5)
    laplacian = cv2.Laplacian(picture, -1, ksize=1)[1:-1, 1:-1]
    np.testing.assert_allclose(made("sharpen", picture), picture[1:-1, 1:-1] - laplacian, atol=1e-5)


def test_on_an_even_surface_there_is_no_edge():
    even = np.full((5, 5), 0.7, np.float32)
    np.testing.assert_allclose(made("edge", even), 0, atol=1e-5)
    np.testing.assert_allclose(made("sharpen", even), 0.7, atol=1e-5)


@pytest.mark.parametrize("name", PRESETS)
def test_a_filter_comes_back_from_its_words(name):
    np.testing.assert_allclose(read_filter(write_filter(PRESETS[name])), PRESETS[name])


@pytest.mark.parametrize("words", ["", "1_2", "_".join("1" * 10), "a" * 9, "nan_" * 8 + "1", "11_" * 8 + "1"])
def test_other_words_are_no_filter(words):
    with pytest.raises(ValueError):  # noqa: PT011  NumPy's own words are as good
        read_filter(words)
