"""Changes to a digit: each does what it is called, and nothing where its amount is neutral."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.changes import CHANGES, changed, sweep

SEVEN = load_test_set()[0][0] / np.float32(255)
BLOCK = np.zeros((28, 28), np.float32)
BLOCK[8:12, 10:20] = 1


def centre(image):
    return np.tensordot(np.indices(image.shape), image, 2) / image.sum()


def test_neutral_amounts_change_nothing():
    np.testing.assert_array_equal(changed(SEVEN, {}), SEVEN)
    np.testing.assert_array_equal(changed(SEVEN, {key: c.neutral for key, c in CHANGES.items()}), SEVEN)


@pytest.mark.parametrize("key", CHANGES)
def test_each_change_gives_an_image_over_its_whole_range(key):
    images = sweep(SEVEN, {}, key, 9)
    assert images.shape == (9, 28, 28)
    assert images.dtype == np.float32
    assert images.min() >= 0
    assert images.max() <= 1
    assert np.abs(images[-1] - SEVEN).max() > 0.1


def test_a_quarter_turn_is_numpys():
    np.testing.assert_allclose(changed(SEVEN, {"turn": 90.0}), np.rot90(SEVEN, -1), atol=1e-5)
    np.testing.assert_allclose(changed(SEVEN, {"turn": 180.0}), np.rot90(SEVEN, 2), atol=1e-5)


def test_moves_are_by_whole_pixels():
    moved = changed(BLOCK, {"right": 3.0, "down": -2.0})
    np.testing.assert_allclose(moved, np.roll(BLOCK, (-2, 3), (0, 1)), atol=1e-6)


def test_size_keeps_the_middle_and_scales_the_ink():
    smaller = changed(BLOCK, {"scale": 50.0})
    assert smaller.sum() == pytest.approx(BLOCK.sum() / 4, rel=0.1)
    np.testing.assert_allclose(centre(smaller) - 13.5, (centre(BLOCK) - 13.5) / 2, atol=0.1)


@pytest.mark.parametrize("amount", [-1.0, 1.0, 2.0])
def test_strokes_become_thicker_by_the_amount_on_each_side(amount):
    height = changed(BLOCK, {"thicken": amount})[:, 15].sum()
    assert height == pytest.approx(4 + 2 * amount, abs=0.35)


def test_blur_keeps_the_ink_and_noise_is_the_same_each_time():
    assert changed(BLOCK, {"blur": 1.0}).sum() == pytest.approx(BLOCK.sum(), rel=1e-3)
    noisy = [changed(BLOCK, {"noise": 30.0}) for _ in range(2)]
    np.testing.assert_array_equal(*noisy)


def test_a_sweep_holds_the_other_changes():
    held = sweep(BLOCK, {"right": 3.0}, "down", 25)
    np.testing.assert_allclose(held[0], changed(BLOCK, {"right": 3.0, "down": -12.0}))
