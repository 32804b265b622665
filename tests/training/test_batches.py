"""An epoch shows the pictures of its round, each with its own target, and the next shows the next round."""

import numpy as np
import pytest

from mnist_core.training.batches import Batches, one_hot


@pytest.fixture
def batches():
    """Three rounds of 300 pictures, each of one brightness, which its target repeats."""
    brightness = np.arange(900) % 256
    pictures = np.full((900, 28, 28), brightness[:, None, None], np.uint8)
    return Batches(pictures, np.arange(900, dtype=np.float32)[:, None], rounds=3, seed=1)


def targets(batches, *epochs):
    return [targets.numpy() for _, targets in batches.of(epochs)]


def test_an_epoch_shows_pictures_of_its_round_once(batches):
    assert len(batches) == 2
    for epoch in range(4):
        seen = np.concatenate(targets(batches, epoch))
        assert len(np.unique(seen)) == 256
        assert set(seen.ravel() // 300) == {epoch % 3}


def test_targets_go_with_their_pictures_as_floats(batches):
    images, targets = next(iter(batches.of([1])))
    assert images.shape == (128, 28, 28, 1)
    assert images.dtype == np.float32
    np.testing.assert_allclose(255 * images[:, 5, 5], targets % 256, rtol=1e-6)


def test_a_round_begins_again_in_another_order(batches):
    assert not np.array_equal(targets(batches, 0), targets(batches, 3))


def test_an_epoch_is_the_same_whatever_went_before(batches):
    np.testing.assert_array_equal(targets(batches, 0, 1, 2)[2:4], targets(batches, 1))


def test_one_hot_has_a_one_at_the_label():
    np.testing.assert_array_equal(one_hot(np.array([3, 0])).nonzero(), [[0, 1], [3, 0]])
