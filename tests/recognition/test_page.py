"""What the things found on one page say about each other."""

from dataclasses import replace

import numpy as np
import pytest

from mnist_core.reading import Digit
from mnist_core.recognition import page
from mnist_core.recognition.page import CROWD, sense

SHAPE = 500, 1000  # height and width of the page


def found(size, accepted=True, left=1, top=1, value=3):
    return Digit(
        value,
        0.9,
        accepted,
        np.full(10, 0.1, np.float32),
        np.zeros((28, 28), np.float32),
        (left, top, left + size // 2, top + size),
        "" if accepted else "No digit.",
    )


def as_one(digits, contrasts=None, evidence=None):
    """Return what is left of the digits of a page, all as sure and in the same pen unless it is said."""
    evidence = evidence or [10.0 * digit.accepted for digit in digits]
    return page.as_one(digits, evidence, contrasts or [0.7] * len(digits), SHAPE)


def sizes(digits):
    return [digit.box[3] - digit.box[1] for digit in digits]


def test_what_is_far_smaller_than_the_writing_is_left_out():
    print_, digit, small = found(10, accepted=False), found(100), found(40)
    assert sizes(as_one([print_, digit, small, print_])) == [100, 40]


def test_a_heading_leaves_the_page_below_it_alone():
    page = [found(200)] + [found(20)] * 200
    assert len(as_one(page)) == 201


def test_small_circles_that_may_be_digits_do_not_outweigh_one_that_is():
    assert sizes(as_one([found(20)] * 12 + [found(200)])) == [200]
    one = found(200, value=1)
    assert sizes(as_one([found(20)] * 3 + [one], evidence=[2, 2, 2, 20])) == [200]


def test_what_is_refused_says_nothing_about_the_size():
    large = found(400, accepted=False, left=100)
    assert sizes(as_one([large, found(60), found(60, left=400)])) == [400, 60, 60]
    assert sizes(as_one([large, found(60, accepted=False)])) == [400, 60]


def test_few_digits_among_much_else_are_none():
    strangers = [found(50, accepted=False, left=50)] * (CROWD - 2)
    crowd = as_one([found(50), *strangers, found(50)])
    assert not any(digit.accepted for digit in crowd)
    assert crowd[0].refusal.startswith("It stands among much")
    assert crowd[1].refusal == "No digit."
    few = as_one([found(50), *strangers[1:], found(50)])
    assert [digit.accepted for digit in few] == [True, *[False] * (CROWD - 3), True]


def test_nothing_stays_nothing():
    assert as_one([]) == ()


def test_sense_is_the_share_that_is_accepted():
    assert sense([found(9), found(9, accepted=False)]) == pytest.approx(0.5)
    assert sense([]) == 0


def test_what_is_far_paler_than_the_writing_shows_through_and_is_left_out():
    through, pencil, pen = found(40), found(50, left=60), found(60, left=120)
    assert sizes(as_one([through, pencil, pen], [0.15, 0.5, 0.9])) == [50, 60]


def test_a_bar_longer_than_the_writing_is_a_line_or_a_pen_and_left_out():
    pen, one = found(150, left=200, value=1), found(72, left=100, value=1)
    assert sizes(as_one([found(50), one, pen], evidence=[20, 10, 5])) == [50, 72]
    assert sizes(as_one([found(50), found(150, left=200)])) == [50, 150]


def test_a_pen_beside_a_one_is_the_less_sure_of_two_bars():
    pen, one = found(150, left=200, value=1), found(55, left=100, value=1)
    assert sizes(as_one([one, pen], evidence=[12, 4])) == [55]


def test_a_bar_alone_is_as_long_as_it_is():
    assert sizes(as_one([found(150, value=1)])) == [150]
    assert sizes(as_one([found(50, accepted=False, left=200), found(150, value=1)])) == [50, 150]


def test_a_pale_page_is_read():
    assert sizes(as_one([found(40), found(50, left=60)], [0.05, 0.06])) == [40, 50]


def test_one_dark_blot_among_digits_does_not_make_them_pale():
    assert sizes(as_one([found(40), found(50, left=60), found(60, left=120)], [0.2, 0.2, 1])) == [
        40,
        50,
        60,
    ]


def test_what_is_none_and_dark_does_not_make_digits_pale():
    blot = found(50, accepted=False, left=200)
    assert sizes(as_one([found(40), found(60, left=60), blot], [0.2, 0.2, 1.0])) == [40, 60, 50]


def test_what_is_none_but_lies_on_a_digit_is_left_out():
    shadow = found(50, accepted=False, left=10)
    assert sizes(as_one([found(60), shadow])) == [60]
    assert sizes(as_one([found(60, accepted=False), shadow])) == [60, 50]
    assert sizes(as_one([found(60), found(50, accepted=False, left=40)])) == [60, 50]


@pytest.mark.parametrize("place", [{"left": 0}, {"top": 0}, {"left": 980}, {"top": 460}])
def test_what_a_side_of_the_picture_cuts_off_is_left_out(place):
    assert sizes(as_one([found(100, left=300, top=200), found(40, **place)])) == [100]


@pytest.mark.parametrize(("accepted", "kept"), [(True, [100, 90]), (False, [100])])
def test_half_a_digit_at_a_side_is_left_out_unless_it_is_one(accepted, kept):
    assert sizes(as_one([found(100, left=300, top=200), found(90, accepted, left=0)])) == kept


def test_a_whole_digit_at_a_side_that_is_not_read_is_shown():
    whole = replace(found(90, accepted=False), box=(0, 200, 70, 290))
    assert sizes(as_one([whole, found(100, left=300, top=200)])) == [90, 100]


def test_digits_that_fill_their_picture_are_read_to_both_ends():
    ends = found(100, left=0, top=0), found(90, left=955, top=410)
    assert sizes(as_one([*ends, found(100, left=300, top=200)])) == [100, 90, 100]


def test_digits_may_overlap():
    assert sizes(as_one([found(60), found(50, left=15)])) == [60, 50]
