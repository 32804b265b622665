"""A reading as text: rows as a person would copy them, "?" for what is no digit."""

from dataclasses import replace

import pytest

from mnist_core.reading import row_numbers
from tests.io.test_records import digit, reading


def at(left, top, value=7, **options):
    """Return a digit 20 pixels wide and 30 tall."""
    return replace(digit(value, **options), box=(left, top, left + 20, top + 30))


@pytest.mark.parametrize(
    ("places", "rows"),
    [
        ([], []),
        ([(0, 0)], [1]),
        ([(0, 0), (30, 5), (60, -5)], [1, 1, 1]),
        ([(0, 0), (30, 15), (60, 30), (90, 45)], [1, 1, 1, 1]),  # one slanted row
        ([(0, 0), (30, 0), (5, 60), (35, 60)], [1, 1, 2, 2]),
        ([(30, 0), (0, 20)], [1, 2]),
        ([(0, 0), (0, 40), (0, 80)], [1, 2, 3]),
        ([(0, 0), (30, 40)], [1, 2]),
    ],
)
def test_rows_are_counted_as_they_are_written(places, rows):
    assert row_numbers([at(*place) for place in places]) == rows


def test_a_reading_is_its_rows_in_one():
    page = reading(at(0, 0, 3), at(30, 0, 4), at(0, 50, 5), at(30, 50, 1, accepted=False))
    assert page.rows == ("34", "5?")
    assert page.text == "345?"
    assert reading().rows == ()
    assert reading().text == ""
