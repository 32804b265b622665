"""Paper gets its lines, folds and backs, and keeps the digit."""

import numpy as np
import pytest

from mnist_core.evaluation.scenes import paper


@pytest.mark.parametrize("scene", [paper.ruled, paper.squared])
def test_lines_run_through_the_whole_page_and_no_ink_is_lost(scene, picture):
    changed = scene(picture, np.random.default_rng(1))
    for side in (changed[:, 0], changed[:, -1]):
        assert (side < 200).any()
    assert (changed[picture < 60] < 60).all()
    assert (changed < picture - 30).sum() > 200


def test_the_fold_is_the_darkest_column_beside_the_page(picture):
    changed = paper.beside_a_fold(picture, np.random.default_rng(0))
    assert changed.shape == (picture.shape[0], 2 * picture.shape[1])
    darkest = int(changed[0].argmin())
    assert darkest == picture.shape[1]
    assert (changed[:, darkest] < 0.75 * picture.max()).all()


def test_a_crease_runs_from_side_to_side_and_hides_no_ink(picture):
    changed = paper.folded(picture, np.random.default_rng(0))
    added = changed < picture - 20
    assert max(added.any(0).mean(), added.any(1).mean()) > 0.7
    assert added.mean() < 0.02
    assert (changed <= picture).all()


def test_what_shows_through_is_fainter_than_the_ink(picture):
    changed = paper.shown_through(picture, np.random.default_rng(0))
    added = changed < picture - 10
    assert added.sum() > 200
    assert (changed[added] > picture.max() - 0.4 * np.ptp(picture)).all()
