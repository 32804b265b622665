"""Light darkens a part of the picture, and adds no ink."""

import numpy as np
import pytest

from mnist_core.evaluation.scenes import light
from mnist_core.evaluation.scenes.digits import ink_box


def test_a_lamp_makes_one_spot_brighter_than_the_rest(picture):
    changed = light.under_a_lamp(picture, np.random.default_rng(0))
    spot = (changed - 0.6 * picture) / 110
    assert spot.max() == pytest.approx(1, abs=0.01)
    assert np.median(spot) < 0.5
    assert changed.max() <= 255


def test_a_hands_shadow_darkens_a_part_of_the_picture_and_leaves_the_rest(picture):
    shade = light.under_a_hand(picture, np.random.default_rng(0)) / picture
    assert 0.5 <= shade.min() < 0.8
    assert shade[0, 0] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("seed", range(10))
def test_there_is_ink_on_both_sides_of_the_shadows_edge(picture, seed):
    shade = light.half_in_shade(picture, np.random.default_rng(seed)) / picture
    left, top, right, bottom = ink_box(picture)
    around = shade[top:bottom, left:right]
    assert around.max() > 0.95
    assert around.min() < 0.75
