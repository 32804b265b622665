"""The pictures of training: every image once a round and drawn ones beside, each with its label."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.network import Network
from mnist_core.recognizer import MODELS
from mnist_core.training.drawn_digits import draw_many
from mnist_core.training.pictures import make_pictures

COUNT = 400


@pytest.fixture(scope="module")
def made():
    images, labels = load_test_set()
    return make_pictures(images[:COUNT], labels[:COUNT], 2, seed=3)


def test_each_round_holds_all_images_and_a_quarter_more_drawn(made):
    pictures, labels = made
    assert pictures.shape == (2 * COUNT * 5 // 4, 28, 28)
    assert pictures.dtype == np.uint8
    for part in np.split(labels, 2):
        assert (
            np.bincount(part, minlength=10) >= np.bincount(load_test_set()[1][:COUNT], minlength=10)
        ).all()


def test_rounds_differ_and_come_again_with_the_seed(made):
    images, labels = load_test_set()
    again, _ = make_pictures(images[:COUNT], labels[:COUNT], 1, seed=3)
    first, second = np.split(made[0], 2)
    np.testing.assert_array_equal(again, first)
    assert not np.array_equal(first, second)


def test_a_share_of_the_images_stays_unchanged():
    images, labels = (each[:COUNT] for each in load_test_set())
    originals = {image.tobytes() for image in images}
    for share in (0, 0.3, 1):
        pictures, _ = make_pictures(images, labels, 1, seed=3, unchanged=share)
        found = sum(image.tobytes() in originals for image in pictures)
        assert found == pytest.approx(share * COUNT, abs=0.1 * COUNT)


def test_pictures_still_show_what_their_labels_say(made):
    pictures, labels = made
    said = Network.load(MODELS).classify(pictures / np.float32(255))[1].argmax(1)
    assert (said == labels).mean() > 0.95


def test_drawn_digits_are_read_by_a_network_of_mnist():
    pictures, labels = draw_many(300, np.random.default_rng(0))
    said = Network.load(MODELS).classify(pictures / np.float32(255))[1].argmax(1)
    assert (said == labels).mean() > 0.9
