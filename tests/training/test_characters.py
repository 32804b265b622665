"""Printed characters: letters that are no digits, and digits that the network reads."""

import numpy as np
import pytest

from mnist_core.recognizer import load_recognizer
from mnist_core.training.characters import characters, printed_digits
from mnist_core.training.drawn_digits import draw_many


@pytest.fixture(scope="module")
def letters():
    return characters(draw_many(300, np.random.default_rng(0))[0])


def test_characters_are_many_and_none_is_there_twice(letters):
    assert len(letters) > 1000
    assert letters.dtype == np.uint8
    assert len({image.tobytes() for image in letters}) > 0.95 * len(letters)


def test_characters_like_a_digit_are_left_out(letters):
    without_any = characters(np.concatenate([letters[:50], draw_many(300, np.random.default_rng(0))[0]]))
    assert not {image.tobytes() for image in letters[:50]} & {image.tobytes() for image in without_any}


def test_printed_digits_come_in_order_in_every_face():
    digits, labels = printed_digits()
    assert digits.shape == (len(labels), 28, 28)
    assert (np.bincount(labels, minlength=10) == len(labels) / 10).all()
    said = load_recognizer().classify(digits / np.float32(255)).argmax(1)
    assert (said == labels).mean() > 0.95
