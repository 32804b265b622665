"""What the things found on one page say about each other."""

import numpy as np
import pytest

from mnist_core.reading import Digit
from mnist_core.recognition.page import CROWD, as_one, sense


def found(size, accepted=True, left=0):
    return Digit(
        3,
        0.9,
        accepted,
        np.full(10, 0.1, np.float32),
        np.zeros((28, 28), np.float32),
        (left, 0, left + size // 2, size),
        "" if accepted else "No digit.",
    )


def sizes(digits):
    return [digit.box[3] for digit in digits]


def test_what_is_far_smaller_than_the_writing_is_left_out():
    print_, digit, small = found(10, accepted=False), found(100), found(40)
    assert sizes(as_one([print_, digit, small, print_])) == [100, 40]


def test_a_heading_leaves_the_page_below_it_alone():
    page = [found(200)] + [found(20)] * 200
    assert len(as_one(page)) == 201


def test_many_small_circles_do_not_outweigh_a_digit():
    assert sizes(as_one([found(20)] * 12 + [found(200)])) == [200]


def test_what_is_refused_says_nothing_about_the_size():
    assert sizes(as_one([found(400, accepted=False), found(60), found(60)])) == [400, 60, 60]
    assert sizes(as_one([found(400, accepted=False), found(60, accepted=False)])) == [400, 60]


def test_few_digits_among_much_else_are_none():
    strangers = [found(50, accepted=False)] * (CROWD - 2)
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
