"""Fooling: the served network is fooled, by no more than is said, and one step less would not do."""

import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.adversary import STEP, fast_gradient_sign, fool
from mnist_core.lesson.weights import load_weights

WEIGHTS = load_weights()
IMAGES = load_test_set()[0] / np.float32(255)


@pytest.mark.parametrize(("number", "target"), [(0, 2), (0, 9), (61, 3)])
def test_the_network_that_serves_is_fooled_by_a_small_change(number, target):
    image = IMAGES[number]
    fooled = fool(WEIGHTS, image, target)
    assert fooled.succeeded
    assert load_recognizer().classify(fooled.pixels[None]).argmax() == target
    change = np.abs(fooled.pixels - image)
    assert 0 < change.max() <= fooled.steps / 255 + 1e-6
    assert fooled.steps < 64
    before = image
    for _ in range(fooled.steps - 1):
        before = fast_gradient_sign(WEIGHTS, before, target, STEP)
    assert load_recognizer().classify(before[None]).argmax() != target


def test_a_digit_that_is_the_target_stays_as_it_is():
    fooled = fool(WEIGHTS, IMAGES[0], 7)
    assert (fooled.steps, fooled.succeeded) == (0, True)
    np.testing.assert_array_equal(fooled.pixels, IMAGES[0])


def test_one_step_raises_the_target_and_stays_in_range():
    stepped = fast_gradient_sign(WEIGHTS, IMAGES[0], 3, 0.1)
    before, after = load_recognizer().classify(np.stack([IMAGES[0], stepped]))[:, 3]
    assert after > before
    assert stepped.min() >= 0
    assert stepped.max() <= 1
