"""Marks add ink around the digit, and take none away."""

import numpy as np
import pytest

from mnist_core.evaluation.scenes import marks


@pytest.mark.parametrize("scene", [marks.boxed, marks.circled, marks.underlined])
def test_ink_is_added_and_none_is_lost(scene, picture):
    changed = scene(picture, np.random.default_rng(0))
    assert changed.shape == picture.shape
    assert (changed[picture < 60] < 60).all()
    assert (changed < picture - 30).sum() > 200


def test_the_digit_is_in_the_middle_one_of_three_boxes(picture):
    changed = marks.in_a_row_of_boxes(picture, np.random.default_rng(0))
    added = (changed.shape[1] - picture.shape[1]) // 2
    before = np.pad(picture, ((0, 0), (added, added)), mode="edge")
    assert (changed <= before).all()
    upright = ((changed < before - 30).sum(0) > len(picture) / 4).astype(int)
    lines = np.flatnonzero(np.diff(upright) == 1)
    digit = np.flatnonzero((before < 140).any(0))
    assert len(lines) == 4
    assert lines[1] < digit[0]
    assert digit[-1] < lines[2]
