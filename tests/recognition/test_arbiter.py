"""The reading that looks more like digits is taken, and no letter gets in by a second guess."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from mnist_core import Digit, Reading
from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.arbiter import SURE, is_no_number, looks_better
from mnist_core.recognition.looker import Seen
from mnist_core.recognition.page import CROWDED
from mnist_core.recognizer import load_recognizer

PLACES = [(40 * place, 0, 40 * place + 30, 40) for place in range(6)]
PICTURE = np.zeros((100, 300, 3), np.uint8)


def digit(pixels, box, accepted=True):
    recognizer = load_recognizer()
    [probabilities] = recognizer.classify(pixels[None])
    value = int(probabilities.argmax())
    return Digit(
        value, float(probabilities[value]), accepted, probabilities, pixels, box, "" if accepted else "no"
    )


@pytest.fixture(scope="module")
def digits():
    """Six clear test digits side by side."""
    images = load_test_set()[0][:6] / np.float32(255)
    return [digit(image, box) for image, box in zip(images, PLACES, strict=True)]


@pytest.fixture(scope="module")
def bars(digits):
    """Upright bars between them, which the network calls a 1 and the verifier accepts."""
    bar = np.zeros((28, 28), np.float32)
    cv2.line(bar, (14, 5), (14, 23), 1.0, 2, cv2.LINE_AA)
    confidence, [probabilities] = load_recognizer().confidence, load_recognizer().classify(bar[None])
    assert confidence.novelty(bar[None], probabilities[None])[0] < confidence.threshold
    return [digit(bar, (box[2] + 3, 0, box[2] + 7, 60)) for box in PLACES[:3]]


@pytest.fixture(scope="module")
def strange():
    """A thing that the verifier refuses."""
    return digit(np.random.default_rng(0).random((28, 28), np.float32), PLACES[0], accepted=False)


def read(digits):
    return Reading(tuple(digits), "", (300, 100), PICTURE, PICTURE[..., 0])


def seen(digits, noticed=None, evidence=30.0):
    boxes = [one.box for one in digits] if noticed is None else noticed
    return Seen(tuple(digits), boxes, evidence * len(digits), PICTURE[..., 0], True)


def better(ours, theirs):
    return looks_better(theirs, read(ours), load_recognizer().confidence)


def test_of_two_that_are_alike_the_rules_is_kept(digits):
    assert not better(digits, seen(digits))


def test_digits_are_taken_for_what_is_refused(digits, strange):
    assert better([strange, *digits[1:]], seen(digits))
    assert not better(digits, seen([strange, *digits[1:]]))


def test_a_digit_that_is_left_out_speaks_against_a_reading_where_it_was_noticed(digits):
    assert not better(digits, seen(digits[:5], noticed=PLACES))


def test_what_the_looker_takes_for_no_digit_after_all_outweighs_what_nobody_noticed_less(digits, bars):
    # Two slashes of a date, of which the looker has noticed one: read as a 1 by the rules, and the other too.
    date = [*digits[:3], *bars[:2]]
    one_noticed = [one.box for one in date[:4]]
    assert better(date, seen(digits[:3], noticed=one_noticed))
    assert not better(date, seen(digits[:3], noticed=[one.box for one in date]))


def test_sides_of_boxes_that_nobody_noticed_speak_for_no_reading(digits, bars):
    assert better([*digits[:3], *bars], seen(digits[:3]))
    assert not better(
        [*digits[:3], *bars], seen(digits[:3], noticed=[one.box for one in (*digits[:3], *bars)])
    )


def test_what_is_read_of_a_page_on_its_side_speaks_for_no_reading(digits):
    assert better(digits, replace(seen(digits), quarters=1))


def test_pixels_of_the_reading_and_of_the_picture_may_differ_in_size(digits):
    small = Reading(tuple(digits), "", (300, 100), PICTURE[::2, ::2], PICTURE[::2, ::2, 0])
    halves = [tuple(edge / 2 for edge in one.box) for one in digits]
    left_out = seen(digits[:5], noticed=halves)
    assert not looks_better(left_out, small, load_recognizer().confidence)


@pytest.mark.parametrize(("evidence", "expected"), [(0.9 * SURE, False), (1.1 * SURE, True)])
def test_one_refused_thing_becomes_a_digit_only_if_the_looker_is_sure(digits, strange, evidence, expected):
    assert better([strange], seen(digits[:1], evidence=evidence)) == expected


def test_several_digits_are_more_than_another_guess(digits, strange):
    assert better([strange], seen(digits[:3], evidence=0.1 * SURE))


def test_a_picture_that_makes_little_sense_is_left_to_the_rules(digits, strange):
    refused = [replace(one, accepted=False) for one in digits[:3]]
    assert not better([strange] * 3, seen([*digits[:3], *refused], evidence=0.4 * SURE))
    assert not better([strange], seen([]))
    assert better([], seen(digits))


def test_digits_that_are_sure_are_read_among_crosses(digits, strange):
    crossed = [strange, strange, digits[0]]
    assert better([strange], seen(crossed, evidence=0.4 * SURE))
    assert not better([strange], seen(crossed, evidence=0.3 * SURE))


def test_what_is_a_word_to_the_looker_is_a_number_only_if_the_rules_make_sense_of_it(digits, strange):
    word = seen([strange] * 4)
    assert is_no_number(word, read([*digits[:2], strange, strange]))
    assert not is_no_number(word, read(digits[:4]))
    crowded = [replace(one, accepted=False, refusal=CROWDED) for one in digits[:2]]
    assert not is_no_number(seen([strange] * 4 + crowded), read([*digits[:2], strange, strange]))
    assert not is_no_number(word, read([strange]))
    assert not is_no_number(seen([strange] * 2), read([*digits[:2], strange, strange]))
    assert not is_no_number(seen([*digits[:1], *[strange] * 3]), read([*digits[:2], strange, strange]))
