"""Pictures reduced show the same as before."""

import numpy as np
import pytest
from PIL import Image

from mnist_core.io.reduction import fit, longer_side, reduced


@pytest.mark.parametrize("shape", [(600, 800), (601, 799), (2000, 1500, 3), (90, 100)])
def test_a_reduced_picture_is_the_mean_of_what_it_covers(shape):
    picture = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    small = reduced(picture, 100)
    assert max(small.shape) == 100
    means = Image.fromarray(picture).resize(small.shape[1::-1], Image.Resampling.BOX)
    # Pillow weighs the pixels at the edges of a box by whole steps, hence the allowance.
    assert np.abs(small.astype(int) - np.asarray(means)).mean() < 12


@pytest.mark.parametrize(
    ("size", "longest"), [((100, 100), 100), ((200, 100), 100), ((800, 100), 200), ((10_000, 1), 400)]
)
def test_what_is_long_and_narrow_keeps_more_of_its_length(size, longest):
    assert longer_side(size, 100) == longer_side(size[::-1], 100) == longest


@pytest.mark.parametrize(
    ("size", "fitted"),
    [((400, 200), (100, 50)), ((30, 400), (8, 100)), ((9, 9), (9, 9)), ((5000, 1), (100, 1))],
)
def test_a_size_is_fitted_without_being_enlarged(size, fitted):
    assert fit(size, 100) == fitted
