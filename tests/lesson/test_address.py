"""A digit goes into an address and comes back as it was, and nothing else comes back."""

import base64
import string
import zlib

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.address import decode_digit, encode_digit

SAFE = set(string.ascii_letters + string.digits + "-_")


def test_digits_come_back_as_they_were():
    noise = np.random.default_rng(0).integers(0, 256, (28, 28)).astype(np.uint8)
    for image in (*load_test_set()[0][:50], noise, np.zeros((28, 28), np.uint8)):
        word = encode_digit(image)
        assert set(word) <= SAFE
        np.testing.assert_array_equal(decode_digit(word), image)


def test_a_digit_is_short_enough_for_an_address():
    words = [encode_digit(image) for image in load_test_set()[0][:200]]
    assert np.median([len(word) for word in words]) < 400


@pytest.mark.parametrize(
    "word",
    [
        "",
        "seven",
        "é",
        base64.urlsafe_b64encode(zlib.compress(b"too short")).decode(),
        base64.urlsafe_b64encode(zlib.compress(bytes(785))).decode(),
        base64.urlsafe_b64encode(zlib.compress(bytes(10**8))).decode(),
        encode_digit(np.zeros((28, 28), np.uint8))[:-4],
    ],
    ids=["nothing", "a word", "no letter of it", "too short", "too long", "a bomb", "cut off"],
)
def test_what_is_no_digit_is_refused(word):
    with pytest.raises(ValueError, match="not the word of a digit"):
        decode_digit(word)
