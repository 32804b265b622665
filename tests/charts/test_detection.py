"""Pictures of a look, against looks made by hand of which it is known what is where."""

import numpy as np
import pytest

from mnist_core.charts.detection import (
    DARK,
    EVERY,
    clearest_look,
    closer_map,
    heat_on_ink,
    ink_of_digits,
    offsets_to_centres,
)
from mnist_core.charts.reading import blue_colors
from mnist_core.detection.looking import Look

BARS = {4: slice(2, 6), 14: slice(11, 16)}  # the column of a centre: the columns of its ink
ROWS, MIDDLE = slice(3, 15), 9


def look(bars=BARS, scale=0.5, left=0, top=0):
    """A look of 20 by 24 pixels in which upright bars are digits, each with its centre in row MIDDLE."""
    shape = 20, 24
    ink, heat = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    offset = np.zeros((*shape, 2), np.float32)
    y, x = np.indices(shape)
    for column, columns in bars.items():
        ink[ROWS, columns] = 1
        heat[MIDDLE, column] = 1
        offset[ROWS, columns] = np.stack([column - x, MIDDLE - y], -1)[ROWS, columns]
    classes = np.zeros((*shape, 11), np.float32)
    return Look(ink, heat, np.zeros(shape, np.float32), classes, offset, scale, left, top)


def cells(picture, seen):
    """The picture with one pixel for each pixel of the look."""
    factor = picture.shape[0] // seen.ink.shape[0]
    assert picture.shape == (*(factor * n for n in seen.ink.shape), 3)
    return picture[factor // 2 :: factor, factor // 2 :: factor]


@pytest.mark.parametrize(("left", "top", "scale"), [(0, 0, 0.5), (37, 11, 0.41), (5, 80, 3.0)])
def test_the_ink_of_each_digit_has_a_colour_of_its_own(left, top, scale):
    seen = look(scale=scale, left=left, top=top)
    shown = cells(ink_of_digits(seen), seen)
    colours = [np.unique(shown[ROWS, columns].reshape(-1, 3), axis=0) for columns in BARS.values()]
    assert [len(each) for each in colours] == [1, 1]
    assert (colours[0] != colours[1]).any()
    np.testing.assert_array_equal(
        shown[seen.ink == 0], np.broadcast_to(DARK, (int((seen.ink == 0).sum()), 3))
    )


def test_centres_glow_and_ink_is_blue():
    seen = look()
    shown = cells(heat_on_ink(seen), seen).astype(int)
    red, blue = shown[..., 0], shown[..., 2]
    np.testing.assert_array_equal(red > blue, seen.heat > 0.5)
    ink = (seen.ink > 0) & (seen.heat == 0)
    assert blue[ink].min() > blue[seen.ink == 0].max()


def test_lines_lead_from_the_ink_to_the_centre_in_the_colour_of_the_digit():
    seen = look()
    shown, coloured = offsets_to_centres(seen), ink_of_digits(seen)
    factor = shown.shape[0] // seen.ink.shape[0]
    for column, columns in BARS.items():
        colour = coloured[ROWS.start * factor, columns.start * factor]
        drawn = (shown == colour).all(-1)
        lines = drawn.reshape(seen.ink.shape[0], factor, -1, factor).any((1, 3))
        begin = [
            (y, x) for y in range(20) for x in range(24) if y % EVERY == x % EVERY == 0 and seen.ink[y, x]
        ]
        own = [place for place in begin if columns.start <= place[1] < columns.stop]
        assert lines[MIDDLE, column]
        assert all(lines[place] for place in own)
        assert not lines[:, columns.stop + 1 :].any()
        assert not lines[:, : max(columns.start - 1, 0)].any()


def test_the_closer_map_is_light_where_a_closer_look_is_asked_for():
    seen = look()
    seen.closer[5:9, 5:9] = 1
    shown = cells(closer_map(seen), seen)
    assert (shown[5:9, 5:9] == blue_colors()[-1]).all()
    assert (shown[seen.closer == 0] == blue_colors()[0]).all()


def test_the_clearest_look_is_of_all_the_page_with_the_most_digits():
    coarse, fair, fine = look({}, 0.1), look(scale=0.1), look(scale=0.1)
    part = look({4: slice(2, 6), 9: slice(8, 11), 14: slice(13, 16)}, scale=0.5)
    assert clearest_look([coarse, fair, part]) is fair
    assert clearest_look([coarse, fine, look({4: slice(2, 6)}, 0.1)]) is fine


def test_a_page_without_digits_can_be_shown():
    seen = look({})
    for draw in (ink_of_digits, heat_on_ink, offsets_to_centres, closer_map):
        assert len(np.unique(draw(seen).reshape(-1, 3), axis=0)) == 1
