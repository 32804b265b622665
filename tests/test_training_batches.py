"""Every image is shown once an epoch, with its own label, and each epoch differs."""

import numpy as np
import pytest

from mnist_core.dataset import load_test_set
from mnist_core.training.batches import Batches, one_hot, with_drawn_digits


@pytest.fixture
def digits():
    images, labels = load_test_set()
    return images[:300], labels[:300]


def test_one_epoch_shows_every_label_once(digits):
    batches = Batches(*digits, seed=1)
    shown = [batches[i] for i in range(len(batches))]
    assert [len(images) for images, _ in shown] == [128, 128, 44]
    labels = np.concatenate([labels for _, labels in shown])
    np.testing.assert_array_equal(labels.sum(0), np.bincount(digits[1], minlength=10))


def test_labels_go_with_their_images():
    # Each picture's ink says its label: a bar, longer for a greater digit, so thinner when brought to size.
    labels = np.arange(200, dtype=np.uint8) % 10
    images = np.zeros((200, 28, 28), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[12:16, 4 : 6 + 2 * label] = 255
    shown, one_hots = Batches(images, labels, seed=0)[0]
    assert shown.shape == (128, 28, 28, 1)
    assert np.corrcoef(shown.sum((1, 2, 3)), one_hots.argmax(1))[0, 1] < -0.6


def test_epochs_differ_and_can_be_gone_back_to(digits):
    batches = Batches(*digits, seed=1)
    first = batches[0]
    batches.on_epoch_end()
    second = batches[0]
    assert not np.array_equal(first[0], second[0])
    resumed = Batches(*digits, seed=1, first_epoch=1)[0]
    np.testing.assert_array_equal(resumed[0], second[0])
    np.testing.assert_array_equal(resumed[1], second[1])


def test_drawn_digits_follow_the_given_ones(digits):
    images, labels = with_drawn_digits(*digits, np.random.default_rng(0))
    np.testing.assert_array_equal(images[:300], digits[0])
    np.testing.assert_array_equal(labels[:300], digits[1])
    assert len(images) == len(labels) == 336
    assert set(labels[300:].tolist()) == {1, 4, 7, 9}


def test_one_hot_has_a_one_at_the_label():
    np.testing.assert_array_equal(one_hot(np.array([3, 0])).nonzero(), [[0, 1], [3, 0]])
