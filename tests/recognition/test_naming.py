"""Ink is named as the networks name its pixels, and what speaks against it is counted in."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.extraction import Ink
from mnist_core.evaluation.scenes.digits import run_together
from mnist_core.paths import MODELS
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.naming import NO_DIGIT, Namer
from mnist_core.recognition.network import Network


@pytest.fixture(scope="module")
def namer():
    return Namer(Network.load(MODELS), Confidence.load(MODELS))


@pytest.fixture(scope="module")
def images():
    return load_test_set()[0]


def ink(image):
    return Ink(image.astype(np.float32) / 255, (10, 20, 10 + image.shape[1], 48), True, 1.0)


def test_most_test_digits_are_named_and_accepted(namer, images):
    labels = load_test_set()[1][:200]
    named = namer.name([ink(image) for image in images[:200]])
    digits = [namer.digit(each) for each in named]
    assert np.mean([digit.value == label for digit, label in zip(digits, labels, strict=True)]) > 0.98
    assert np.mean([digit.accepted for digit in digits]) > 0.97
    assert not any(each.is_several for each in named)


def test_pixels_that_are_given_are_what_is_seen(namer, images):
    pixels = images[:2] / np.float32(255)
    [one, other] = namer.name([ink(images[5])] * 2, pixels)
    np.testing.assert_array_equal([one.pixels, other.pixels], pixels)
    assert (one.value, other.value) == (7, 2)


def test_the_digit_lies_where_its_ink_does(namer, images):
    [named] = namer.name([ink(images[0])])
    assert namer.digit(named).box == (10, 20, 38, 48)


def test_digits_grown_together_are_several(namer, images):
    pairs = [run_together(one, other, 1) for one, other in images[:200].reshape(100, 2, 28, 28)]
    assert np.mean([each.is_several for each in namer.name([ink(pair) for pair in pairs])]) > 0.8


def test_an_objection_is_evidence_against_it(namer, images):
    [named] = namer.name([ink(images[0])])
    objected = replace(named, objection=100.0)
    assert namer.evidence(objected) == pytest.approx(namer.evidence(named) - 100)
    assert namer.digit(named).accepted
    assert not namer.digit(objected).accepted


def test_what_is_refused_as_a_character_is_said_to_be_one(namer):
    letter = np.zeros((28, 28), np.uint8)
    cv2.putText(letter, "M", (2, 24), cv2.FONT_HERSHEY_SIMPLEX, 1, 255, 2)
    [named] = namer.name([ink(letter)])
    assert namer.digit(replace(named, is_character=True)).refusal == NO_DIGIT
    assert namer.digit(named).refusal not in ("", NO_DIGIT)


def test_nothing_is_named_nothing(namer):
    assert namer.name([]) == []
