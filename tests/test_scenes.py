"""The scenes keep the digit, and add what they say."""

import numpy as np
import pytest

from mnist_core import scenes
from mnist_core.dataset import load_test_set
from mnist_core.robustness import on_paper

ADDING = [scenes.ruled, scenes.squared, scenes.boxed, scenes.circled, scenes.underlined]


@pytest.fixture(params=range(5))
def picture(request):
    return on_paper(load_test_set()[0][request.param])


@pytest.mark.parametrize("scene", ADDING)
def test_ink_is_added_and_none_is_lost(scene, picture):
    changed = scene(picture, np.random.default_rng(0))
    assert changed.shape == picture.shape
    assert (changed[picture < 60] < 60).all()
    assert (changed < picture - 30).sum() > 200


def test_the_digit_is_in_the_middle_one_of_three_boxes(picture):
    height, width = picture.shape
    changed = scenes.in_a_row_of_boxes(picture, np.random.default_rng(0))
    assert changed.shape == (height, 3 * width)
    assert (changed[:, width:-width] <= picture).all()
    for beside in (changed[:, :width], changed[:, -width:]):
        assert ((beside < 200).sum(0) > height / 3).sum() in range(2, 20), "one upright line"


def test_lines_run_through_the_whole_page(picture):
    for scene in (scenes.ruled, scenes.squared):
        changed = scene(picture, np.random.default_rng(1))
        for side in (changed[:, 0], changed[:, -1]):
            assert (side < 200).any()


def test_the_sheet_lies_on_something_darker(picture):
    changed = scenes.on_desk(picture, np.random.default_rng(2))
    assert changed.shape == (2 * picture.shape[0], 2 * picture.shape[1])
    assert np.median(changed) < 170
    assert changed.max() == pytest.approx(230, abs=1)
