"""Pens take ink away, and lay none where there was none."""

import numpy as np
import pytest
from scipy.ndimage import distance_transform_edt

from mnist_core.evaluation.scenes import pens


@pytest.mark.parametrize("pen", [pens.in_crayon, pens.in_dry_marker])
@pytest.mark.parametrize("seed", range(5))
def test_ink_is_left_in_half_of_the_digit_or_more_and_nowhere_else(pen, picture, seed):
    changed = pen(picture, np.random.default_rng(seed))
    inked = picture < 60
    assert 0.35 < (changed[inked] < 60).mean() < 0.85
    assert (changed >= picture).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_middle_of_a_stroke_is_paler_than_its_edges(picture, seed):
    changed = pens.in_two_tracks(picture, np.random.default_rng(seed))
    assert (changed >= picture).all()
    depth = distance_transform_edt(picture < 135)
    added = changed - picture
    middle, edge = added[depth > 0.9 * depth.max()], added[(depth > 0) & (depth < 0.15 * depth.max())]
    assert middle.mean() > 60
    assert edge.mean() < 0.3 * middle.mean()
