"""The scenes keep the digit, and add what they say."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation import scenes
from mnist_core.evaluation.robustness import on_paper

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
    changed = scenes.in_a_row_of_boxes(picture, np.random.default_rng(0))
    added = (changed.shape[1] - picture.shape[1]) // 2
    before = np.pad(picture, ((0, 0), (added, added)), mode="edge")
    assert (changed <= before).all()
    upright = ((changed < before - 30).sum(0) > len(picture) / 4).astype(int)
    lines = np.flatnonzero(np.diff(upright) == 1)
    digit = np.flatnonzero((before < 140).any(0))
    assert len(lines) == 4
    assert lines[1] < digit[0]
    assert digit[-1] < lines[2]


def test_crayon_leaves_ink_in_half_of_the_digit_or_more_and_nowhere_else(picture):
    changed = scenes.in_crayon(picture, np.random.default_rng(0))
    inked = picture < 60
    assert 0.4 < (changed[inked] < 60).mean() < 0.8
    assert (changed[~inked] >= picture[~inked]).all()


def test_a_lamp_makes_one_spot_brighter_than_the_rest(picture):
    changed = scenes.under_a_lamp(picture, np.random.default_rng(0))
    light = (changed - 0.6 * picture) / 110
    assert light.max() == pytest.approx(1, abs=0.01)
    assert np.median(light) < 0.5
    assert changed.max() <= 255


def test_the_fold_is_the_darkest_column_beside_the_page(picture):
    changed = scenes.beside_a_fold(picture, np.random.default_rng(0))
    assert changed.shape == (picture.shape[0], 2 * picture.shape[1])
    darkest = int(changed[0].argmin())
    assert darkest == picture.shape[1]
    assert (changed[:, darkest] < 0.75 * picture.max()).all()


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


@pytest.mark.parametrize("overlap", [-1, 0, 3])
def test_ink_runs_together_by_as_much_as_is_asked(overlap):
    first, second = np.zeros((2, 28, 28), np.uint8)
    first[5:20, 4:14] = 255
    second[8:24, 10:16] = 200
    together = scenes.run_together(first, second, overlap)
    assert (together[12] > 0).sum() == 10 + 6 - max(overlap, 0)
    assert np.ptp(np.flatnonzero(together[12])) + 1 == 10 + 6 - overlap
    assert (together[22] > 0).sum() == 6


def test_a_hands_shadow_darkens_a_part_of_the_picture_and_leaves_the_rest(picture):
    shade = scenes.under_a_hand(picture, np.random.default_rng(0)) / picture
    assert 0.5 <= shade.min() < 0.8
    assert shade[0, 0] == pytest.approx(1, abs=0.01)


def test_the_digit_is_light_on_its_tile_and_all_around_is_paper(picture):
    changed = scenes.on_dark_tile(picture, np.random.default_rng(0))
    inked = picture < 60
    assert (changed[inked] > 200).all()
    assert np.median(changed[changed != picture]) < 60
    assert (changed[0] == picture[0]).all()


def test_a_crease_runs_from_side_to_side_and_hides_no_ink(picture):
    changed = scenes.folded(picture, np.random.default_rng(0))
    added = changed < picture - 20
    assert max(added.any(0).mean(), added.any(1).mean()) > 0.7
    assert added.mean() < 0.02
    assert (changed <= picture).all()


def test_what_shows_through_is_fainter_than_the_ink(picture):
    changed = scenes.shown_through(picture, np.random.default_rng(0))
    added = changed < picture - 10
    assert added.sum() > 200
    assert (changed[added] > picture.max() - 0.4 * np.ptp(picture)).all()


def test_a_pen_lies_beside_the_digit_and_is_longer(picture):
    changed = scenes.beside_a_pen(picture, np.random.default_rng(0))
    height, width = picture.shape
    above = (changed.shape[0] - height) // 2
    np.testing.assert_array_equal(
        (changed < 140)[above : above + height, : width // 2 + 40], (picture < 140)[:, : width // 2 + 40]
    )
    pen = np.flatnonzero((changed[:, width - 40 :] < picture.max() - 60).any(1))
    digit = np.flatnonzero((picture < 140).any(1))
    assert np.ptp(pen) > 1.3 * np.ptp(digit)
