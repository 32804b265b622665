"""Pictures reduced show the same as before."""

import numpy as np
import pytest
from PIL import Image

from mnist_core.io.reduction import along, along_widest, enlarged, fit, halved, longer_side, reduced


@pytest.mark.parametrize("shape", [(600, 800), (601, 799), (2000, 1500, 3), (90, 100)])
def test_a_reduced_picture_is_the_mean_of_what_it_covers(shape):
    picture = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    small = reduced(picture, 100)
    assert max(small.shape) == 100
    means = Image.fromarray(picture).resize(small.shape[1::-1], Image.Resampling.BOX)
    # Pillow weighs the pixels at the edges of a box by whole steps, hence the allowance.
    assert np.abs(small.astype(int) - np.asarray(means)).mean() < 12


@pytest.mark.parametrize("shape", [(600, 800), (801, 599), (2000, 1500, 3), (1, 5000), (90, 149)])
def test_a_halved_picture_shows_the_same_near_the_size_asked_for(shape):
    light = np.linspace(0, 255, max(shape)).astype(np.uint8)
    light = light if shape[0] < shape[1] else light[:, None]
    picture = np.ascontiguousarray(np.broadcast_to(light[..., None] if len(shape) > 2 else light, shape))
    small = halved(picture, 100)
    assert 75 <= max(small.shape) < (600 if min(shape) == 1 else 150)
    means = Image.fromarray(picture).resize(small.shape[1::-1], Image.Resampling.BOX)
    assert np.abs(small.astype(int) - np.asarray(means)).max() <= 2


@pytest.mark.parametrize("axis", [(0.299, 0.587, 0.114), (0, 0, 2), (1, -1, 0), (-1, -1, -1)])
def test_a_colour_s_place_along_an_axis_spans_the_full_range(axis):
    axis = np.array(axis)
    picture = np.random.default_rng(0).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    picture[0, 0], picture[0, 1] = np.where(axis < 0, 255, 0), np.where(axis < 0, 0, 255)
    picture[0, 0, axis == 0] = picture[0, 1, axis == 0] = 77
    values = along(axis, picture)
    assert (values[0, 0], values[0, 1]) == (0, 255)
    places = picture.astype(float) @ axis
    expected = 255 * (places - places.min()) / np.ptp(places)
    assert np.abs(values - expected).max() <= 1


@pytest.mark.parametrize(
    ("size", "longest"), [((100, 100), 100), ((200, 100), 100), ((800, 100), 200), ((10_000, 1), 400)]
)
def test_what_is_long_and_narrow_keeps_more_of_its_length(size, longest):
    assert longer_side(size, 100) == longer_side(size[::-1], 100) == longest


@pytest.mark.parametrize(
    ("size", "fitted"),
    [((400, 200), (100, 50)), ((30, 400), (8, 100)), ((9, 9), (9, 9)), ((5000, 1), (100, 1))],
)
def test_a_size_is_fitted_without_being_enlarged(size, fitted):
    assert fit(size, 100) == fitted


@pytest.mark.parametrize("shape", [(8, 8, 3), (1, 30, 3), (28, 14)])
def test_what_is_small_is_enlarged_as_a_whole(shape):
    picture = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    large = enlarged(picture, 84)
    assert max(large.shape[:2]) == 84
    assert large.shape[0] / large.shape[1] == pytest.approx(shape[0] / shape[1], rel=0.2)
    assert large.mean() == pytest.approx(picture.mean(), abs=12)


def test_what_is_large_enough_is_not_enlarged():
    picture = np.zeros((84, 20, 3), np.uint8)
    assert enlarged(picture, 84) is picture


@pytest.mark.parametrize("colours", [((250, 245, 240), (30, 40, 90)), ((250, 250, 60), (250, 250, 250))])
def test_two_colours_are_the_ends_of_the_widest_axis(colours):
    picture = np.empty((40, 60, 3), np.uint8)
    picture[:, :40], picture[:, 40:] = colours
    values = along_widest(picture)
    left_is_lighter = sum(colours[0]) > sum(colours[1])
    assert (values[:, :40].min() > values[:, 40:].max()) == left_is_lighter
    assert values[:, :40].std() == values[:, 40:].std() == 0
