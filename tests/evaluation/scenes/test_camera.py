"""A camera spoils the picture as it is said to."""

import numpy as np
import pytest

from mnist_core.evaluation.scenes import camera
from mnist_core.evaluation.scenes.digits import ink_box


def test_a_digit_cut_out_reaches_all_four_sides(picture):
    cut = camera.cut_out(picture, np.random.default_rng(0))
    assert ink_box(cut) == (0, 0, *cut.shape[::-1])


def test_a_rotated_digit_keeps_its_ink(picture):
    before, after = (
        (each < 140).sum() for each in (picture, camera.rotated(picture, np.random.default_rng(0)))
    )
    assert abs(int(after) - int(before)) < 0.03 * before


def test_noise_has_the_stated_deviation(picture):
    noise = camera.noisy(picture, np.random.default_rng(0)) - picture
    assert 14.5 < noise.std() < 15.5


def test_specks_are_black_or_white_and_a_twentieth(picture):
    speckled = camera.speckled(picture, np.random.default_rng(0))
    changed = speckled[speckled != picture]
    assert set(changed) == {0, 255}
    assert 0.04 < len(changed) / picture.size < 0.06


def test_a_slanted_picture_keeps_its_ink_and_its_paper_goes_on(picture):
    slanted = camera.slanted(picture, np.random.default_rng(0))
    assert slanted.shape > picture.shape
    assert (slanted < 140).sum() == pytest.approx((picture < 140).sum(), rel=0.05)
    assert slanted.min(initial=255) >= 0
    assert np.median(slanted[0]) == pytest.approx(picture[0, 0], abs=1)
