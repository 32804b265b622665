"""What the verifier learns to refuse: characters, doodles, and other shapes that are no digits."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.training.letters import letter
from mnist_core.training.nondigits import doodle, make_nondigits
from mnist_core.training.pen import drawn


@pytest.fixture(scope="module")
def letters():
    rng = np.random.default_rng(0)
    return np.stack([drawn(letter(rng), rng) for _ in range(50)])


def nondigits(letters, count, seed):
    images, labels = load_test_set()
    return make_nondigits(count, images[:200], labels[:200], letters, np.random.default_rng(seed))


def test_nondigits_have_the_form_of_normalised_images(letters):
    shapes = nondigits(letters, 60, 1)
    assert shapes.shape == (60, 28, 28)
    assert shapes.dtype == np.uint8
    assert shapes.max(axis=(1, 2)).min() > 240


def test_a_seed_makes_the_same_shapes_again(letters):
    np.testing.assert_array_equal(nondigits(letters, 20, 5), nondigits(letters, 20, 5))


def test_doodles_differ_and_fill_their_frame():
    rng = np.random.default_rng(2)
    doodles = [doodle(rng) for _ in range(20)]
    for image in doodles:
        assert max(np.ptp(axis) for axis in np.nonzero(image > 0.5)) > 90
    assert len({image.tobytes() for image in doodles}) == 20
