"""Charts and pictures, against arrays made by hand and CIE's definition of lightness."""

import io

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

from mnist_core import Digit, Reading
from mnist_core.charts.reading import (
    BOX_COLORS,
    LABEL_HEIGHT,
    blue_colors,
    boxed_picture,
    digit_name,
    enlarge,
    feature_map_grid,
    ink_picture,
    percent,
    probability_bars,
)


def digit(box, accepted=True):
    return Digit(4, 0.9, accepted, np.full(10, 0.1, np.float32), np.zeros((28, 28), np.float32), box)


def reading(picture, *digits, size=None):
    height, width = picture.shape[:2]
    ink = np.zeros((height, width), np.uint8)
    ink[0, 0] = 255
    return Reading(digits, "", size or (width, height), picture, ink)


def opened(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def has_color(picture, color):
    return bool((picture == color).all(-1).any())


def test_bars_hold_all_ten_probabilities_and_mark_the_winner():
    probabilities = np.array([0.01, 0.02, 0.03, 0.04, 0.5, 0.05, 0.06, 0.07, 0.08, 0.14], np.float32)
    winner, others = go.Figure(probability_bars(probabilities)).data
    assert list(winner.x) == [4]
    assert winner.text == ("<b>50.0 %</b>",)
    assert set(others.text) == {""}
    shown = dict(zip([*winner.x, *others.x], [*winner.y, *others.y], strict=True))
    assert [shown[value] for value in range(10)] == pytest.approx(probabilities.tolist())
    assert "%{y:.4%}" in winner.hovertemplate
    assert "%{y:.4%}" in others.hovertemplate


def test_percent_never_claims_certainty():
    assert percent(0.5) == "50.0 %"
    assert percent(0.99949) == "> 99.9 %"
    assert percent(1.0) == "> 99.9 %"
    assert percent(0.0) == "0.0 %"


def test_enlarge_makes_squares_of_each_pixel():
    pixels = np.array([[0, 0.5], [1, 0.25]], np.float32)
    expected = Image.fromarray(np.array([[0, 128], [255, 64]], np.uint8)).resize(
        (6, 6), Image.Resampling.NEAREST
    )
    np.testing.assert_array_equal(enlarge(pixels, 3), np.asarray(expected))


@pytest.mark.parametrize(("shape", "rows"), [((26, 26, 32), 4), ((11, 11, 64), 8)])
def test_each_feature_map_lies_in_its_numbered_cell(shape, rows):
    side, _, count = shape
    maps = np.zeros(shape, np.float32)
    chosen = count - 3
    maps[:, :, chosen] = np.random.default_rng(0).random((side, side))
    grid = opened(feature_map_grid(maps))
    height, width = grid.shape[0] // rows, grid.shape[1] // 8
    factor = 104 // side
    for index in range(count):
        top, left = index // 8 * height + LABEL_HEIGHT, index % 8 * width
        cell = grid[top : top + side * factor : factor, left : left + side * factor : factor]
        levels = np.floor(255 * np.sqrt(maps[:, :, index] / maps.max())).astype(int)
        np.testing.assert_allclose(cell, blue_colors()[levels], atol=4)
    labels = grid[: height * rows].reshape(rows, height, 8, width, 3)[:, : LABEL_HEIGHT - 2]
    ink = labels.max(-1).transpose(0, 2, 1, 3).reshape(count, -1) > 150
    assert ink.any(1).all(), "every map has a number"
    assert len({label.tobytes() for label in ink}) == count, "no two maps have the same number"


def test_feature_maps_without_any_response_are_dark():
    grid = opened(feature_map_grid(np.zeros((11, 11, 64), np.float32)))
    np.testing.assert_array_equal(grid[LABEL_HEIGHT], np.broadcast_to(blue_colors()[0], grid[0].shape))


def test_colormap_is_even_in_cie_lightness():
    linear = blue_colors() / 255
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)
    lightness = np.where(luminance > (6 / 29) ** 3, 116 * np.cbrt(luminance) - 16, luminance * (29 / 3) ** 3)
    steps = np.diff(lightness[::15])
    assert (steps > 0).all()
    even = np.linspace(lightness[0], lightness[-1], 256)
    assert np.abs(lightness - even).max() < 5
    assert lightness[0] < 10
    assert lightness[-1] > 95


@pytest.mark.parametrize("accepted", [True, False])
def test_box_surrounds_the_digit_at_the_scale_of_the_picture(accepted):
    picture = np.full((300, 400, 3), 255, np.uint8)
    shown = boxed_picture(reading(picture, digit((1000, 1200, 2000, 2400), accepted), size=(4000, 3000)))
    assert shown.shape == (300, 400, 3)
    drawn = np.argwhere((shown == BOX_COLORS[accepted]).all(-1))
    below_tag = drawn[drawn[:, 0] > 130]
    assert below_tag[:, 1].min() == pytest.approx(100, abs=8)
    assert below_tag[:, 1].max() == pytest.approx(200, abs=8)
    assert below_tag[:, 0].max() == pytest.approx(240, abs=8)
    assert not has_color(shown, BOX_COLORS[not accepted])
    np.testing.assert_array_equal(shown[135:225, 115:185], picture[135:225, 115:185])


def test_refused_boxes_differ_in_more_than_colour():
    picture = np.full((300, 300, 3), 255, np.uint8)
    lines = []
    for accepted in (True, False):
        shown = boxed_picture(reading(picture, digit((60, 60, 240, 240), accepted)))
        lines.append((shown == BOX_COLORS[accepted]).all(-1)[130:230].any(1).mean())
    assert lines[0] == 1
    assert lines[1] < 1


def test_doubtful_boxes_look_like_refused_ones():
    read = reading(np.full((300, 300, 3), 255, np.uint8), digit((60, 60, 240, 240)))
    shown = boxed_picture(read, doubtful={0})
    lines = (shown == BOX_COLORS[False]).all(-1)[130:230].any(1).mean()
    assert 0 < lines < 1
    assert not has_color(shown, BOX_COLORS[True])


def test_names_tell_doubtful_from_refused():
    sure, refused = digit((0, 0, 9, 9)), digit((0, 0, 9, 9), False)
    value = str(sure.value)
    assert digit_name(sure, False) == value
    assert digit_name(sure, True) == value + "?"
    assert digit_name(refused, True) == "?"


@pytest.mark.parametrize("shape", [(1, 1), (28, 28), (3, 1200), (1200, 900)])
def test_any_picture_can_be_shown(shape):
    picture = np.random.default_rng(0).integers(0, 256, (*shape, 3)).astype(np.uint8)
    height, width = shape
    read = reading(picture, digit((0, 0, width, height)))
    shown = boxed_picture(read)
    assert max(shown.shape[:2]) <= 640
    assert ink_picture(read).shape == shown.shape[:2]
    assert not np.shares_memory(shown, picture)


def test_small_pictures_keep_their_pixels_crisp():
    picture = np.random.default_rng(0).integers(0, 256, (28, 28, 3)).astype(np.uint8)
    shown = boxed_picture(reading(picture))
    np.testing.assert_array_equal(shown, picture.repeat(22, 0).repeat(22, 1))
