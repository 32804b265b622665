"""An epoch shows each picture of its round once, with its own target, and the next shows the next round."""

import numpy as np
import pytest

from mnist_core.training.batches import Batches, one_hot


@pytest.fixture
def pictures():
    """Three rounds of 300 pictures, each of one brightness, which its target repeats."""
    brightness = np.arange(900) % 256
    return np.full((900, 28, 28), brightness[:, None, None], np.uint8), np.float32(brightness)[:, None]


def shown(batches):
    return [batches[i] for i in range(len(batches))]


def test_an_epoch_shows_each_picture_of_its_round_once(pictures):
    epoch = shown(Batches(*pictures, rounds=3, seed=1))
    assert [len(images) for images, _ in epoch] == [128, 128, 44]
    targets = np.concatenate([targets for _, targets in epoch])
    np.testing.assert_array_equal(np.sort(targets, axis=0), np.sort(pictures[1][:300], axis=0))


def test_targets_go_with_their_pictures_as_floats(pictures):
    images, targets = Batches(*pictures, rounds=3, seed=1)[1]
    assert images.shape == (128, 28, 28, 1)
    assert images.dtype == np.float32
    np.testing.assert_allclose(255 * images[:, 5, 5], targets, rtol=1e-6)


def test_rounds_follow_each_other_and_begin_again_in_another_order(pictures):
    batches = Batches(*pictures, rounds=3, seed=1)
    first = batches[0][1]
    for epoch in range(1, 4):
        batches.on_epoch_end()
        start = epoch % 3 * 300
        seen = np.concatenate([targets for _, targets in shown(batches)])
        np.testing.assert_array_equal(
            np.sort(seen, axis=0), np.sort(pictures[1][start : start + 300], axis=0)
        )
    assert not np.array_equal(batches[0][1], first)


def test_an_epoch_can_be_gone_back_to(pictures):
    batches = Batches(*pictures, rounds=3, seed=1)
    batches.on_epoch_end()
    resumed = Batches(*pictures, rounds=3, seed=1)
    resumed.begin_at(1)
    np.testing.assert_array_equal(resumed[0][1], batches[0][1])


def test_one_hot_has_a_one_at_the_label():
    np.testing.assert_array_equal(one_hot(np.array([3, 0])).nonzero(), [[0, 1], [3, 0]])
