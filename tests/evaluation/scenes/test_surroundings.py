"""What lies around the page leaves the digit on it as it was."""

import numpy as np
import pytest

from mnist_core.evaluation.scenes import surroundings
from mnist_core.evaluation.scenes.digits import ink_box


def test_the_sheet_lies_on_something_darker(picture):
    changed = surroundings.on_desk(picture, np.random.default_rng(2))
    assert changed.shape == (2 * picture.shape[0], 2 * picture.shape[1])
    assert np.median(changed) < 170
    assert changed.max() == pytest.approx(230, abs=1)


@pytest.mark.parametrize("seed", range(10))
def test_the_edge_is_beside_the_ink_and_in_the_picture(picture, seed):
    changed = surroundings.beside_an_edge(picture, np.random.default_rng(seed))
    left, top, right, bottom = ink_box(picture)
    np.testing.assert_array_equal(changed[top:bottom, left:right], picture[top:bottom, left:right])
    assert (changed < picture - 5).mean() > 0.003


def test_a_pen_lies_beside_the_digit_and_is_longer(picture):
    changed = surroundings.beside_a_pen(picture, np.random.default_rng(0))
    height, width = picture.shape
    above = (changed.shape[0] - height) // 2
    np.testing.assert_array_equal(
        (changed < 140)[above : above + height, : width // 2 + 40], (picture < 140)[:, : width // 2 + 40]
    )
    pen = np.flatnonzero((changed[:, width - 40 :] < picture.max() - 60).any(1))
    digit = np.flatnonzero((picture < 140).any(1))
    assert np.ptp(pen) > 1.3 * np.ptp(digit)


def test_the_digit_is_light_on_its_tile_and_all_around_is_paper(picture):
    changed = surroundings.on_dark_tile(picture, np.random.default_rng(0))
    inked = picture < 60
    assert (changed[inked] > 200).all()
    assert np.median(changed[changed != picture]) < 60
    assert (changed[0] == picture[0]).all()
