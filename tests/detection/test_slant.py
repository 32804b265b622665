"""Rows that slant against rows whose slant is known."""

import cv2
import numpy as np
import pytest

from mnist_core.detection.slant import levelled, moved, slant


def page(rows, columns, degrees, seed=0):
    """Boxes of digits 20 by 30 in rows that fall by as many degrees."""
    draw = np.random.default_rng(seed)
    turn = np.radians(degrees)
    centres = np.array(
        [
            (column * draw.uniform(33, 38), row * 55 + draw.normal(0, 2))
            for row in range(rows)
            for column in range(columns)
        ]
    ) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return [(x - 10, y - 15, x + 10, y + 15) for x, y in centres.tolist()]


@pytest.mark.parametrize("degrees", [-40, -15, 0, 8, 30])
@pytest.mark.parametrize(("rows", "columns", "within"), [(1, 4, 6), (1, 8, 3), (4, 6, 2), (25, 20, 1)])
def test_the_slant_of_rows_is_known(rows, columns, within, degrees):
    assert slant(page(rows, columns, degrees)) == pytest.approx(degrees, abs=within)


def test_two_digits_and_none_do_not_slant():
    assert slant(page(1, 2, 30)) == slant([]) == 0


@pytest.mark.parametrize("degrees", [-33.0, 12.0])
def test_a_line_made_level_is_level_and_goes_back_to_where_it_was(degrees):
    rise = 140 * np.tan(np.radians(degrees))
    ends = np.array([[60, 250 - rise], [340, 250 + rise]])
    picture = np.full((500, 400), 255, np.uint8)
    cv2.line(picture, *np.round(ends).astype(int).tolist(), 0, 3, cv2.LINE_AA)
    level, back = levelled(picture, degrees)
    left, top, width, height = cv2.boundingRect((level < 128).view(np.uint8))
    assert height <= 6
    assert width == pytest.approx(np.hypot(*(ends[1] - ends[0])), abs=6)
    box = moved((left, top, left + width, top + height), back)
    around = *ends.min(0), *ends.max(0)
    np.testing.assert_allclose(box, around, atol=6)


def test_the_paper_goes_on_beyond_the_picture():
    level, _ = levelled(np.full((100, 200), 180, np.uint8), 20.0)
    assert level.shape > (100, 200)
    assert (level == 180).all()
