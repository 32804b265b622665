"""Fitting the confidence, and the shapes it learns to refuse."""

import numpy as np
import pytest

from mnist_core.confidence import softmax
from mnist_core.dataset import load_test_set
from mnist_core.evaluation.measures import negative_log_likelihood
from mnist_core.training.confidence import fit_temperature
from mnist_core.training.nondigits import doodle, finish, make_nondigits


@pytest.mark.parametrize("sharpness", [0.4, 1.0, 2.5])
def test_the_temperature_is_the_best_of_a_grid(sharpness):
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (4000, 10))
    labels = np.array([rng.choice(10, p=row) for row in softmax(logits)])
    stretched = softmax(sharpness * logits)
    grid = np.geomspace(0.2, 5, 400)
    losses = [negative_log_likelihood(softmax(sharpness * logits / each), labels) for each in grid]
    best = grid[int(np.argmin(losses))]
    assert fit_temperature(stretched, labels) == pytest.approx(best, rel=0.01)
    assert fit_temperature(stretched, labels) == pytest.approx(sharpness, rel=0.1)


def test_nondigits_have_the_form_of_normalised_images():
    images, labels = load_test_set()
    shapes = make_nondigits(60, images[:200], labels[:200], np.random.default_rng(1))
    assert shapes.shape == (60, 28, 28)
    assert shapes.dtype == np.float32
    assert shapes.min() >= 0
    np.testing.assert_allclose(shapes.max(axis=(1, 2)), 1, atol=0.02)


def test_a_seed_makes_the_same_shapes_again():
    images, labels = load_test_set()
    one, other = (make_nondigits(20, images[:50], labels[:50], np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_finishing_keeps_a_stroke_where_it_was():
    canvas = np.zeros((128, 128), np.float32)
    canvas[20:108, 60:70] = 1
    image = finish(canvas, np.random.default_rng(0))
    assert image[14, 14] > 0.5
    assert image[:, 4].max() < 0.1


def test_doodles_differ_and_fill_their_frame():
    rng = np.random.default_rng(2)
    doodles = [doodle(rng) for _ in range(20)]
    for image in doodles:
        assert max(np.ptp(axis) for axis in np.nonzero(image > 0.5)) > 90
    assert len({image.tobytes() for image in doodles}) == 20
