"""Digits grown together against the digits that they were made of."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.alone import find_alone
from mnist_core.detection.extraction import Ink
from mnist_core.detection.splitter import HEIGHTS, Splitter
from mnist_core.evaluation.scenes.digits import run_together
from mnist_core.paths import MODELS
from mnist_core.runtime import ModelFileError


@pytest.fixture(scope="module")
def splitter():
    return Splitter.load(MODELS)


@pytest.fixture(scope="module")
def images():
    return load_test_set()[0]


def grown_together(*digits):
    """The ink of MNIST's images (28, 28) in a row, each a pixel into the one before."""
    row = digits[0]
    for digit in digits[1:]:
        row = run_together(row, digit, 1)
    page = np.pad(cv2.resize(row, None, fx=5, fy=5, interpolation=cv2.INTER_CUBIC), 40)
    return next(find_alone(255 - page), None)


def test_each_digit_gets_its_own_ink(splitter, images):
    right = 0
    pairs = images[:200].reshape(100, 2, 28, 28)
    for one, other in pairs:
        ink = grown_together(one, other)
        # Where each digit has its own ink, it is as wide as it was.
        widths = [np.ptp(np.flatnonzero((image > 100).any(0))) * 5 for image in (one, other)]
        for parts in splitter.splits(ink) if ink else []:
            found = [part.ink.box[2] - part.ink.box[0] for part in parts]
            right += len(found) == 2 and bool((np.abs(np.subtract(found, widths)) < 15).all())
    assert right >= 80 * len(HEIGHTS)


def test_the_parts_lie_within_the_whole_from_left_to_right(splitter, images):
    for digits in images[:60].reshape(20, 3, 28, 28):
        whole = grown_together(*digits)
        if whole is None:
            continue
        for parts in splitter.splits(whole):
            boxes = np.array([part.ink.box for part in parts])
            assert (boxes[:, :2] >= np.array(whole.box[:2]) - 3).all()
            assert (boxes[:, 2:] <= np.array(whole.box[2:]) + 3).all()
            assert (np.diff(boxes[:, 0] + boxes[:, 2]) > 0).all()


def test_the_parts_have_the_shade_and_contrast_of_the_whole(splitter, images):
    whole = grown_together(images[0], images[3])
    for dark in (True, False):
        for parts in splitter.splits(Ink(whole.strength, whole.box, dark, 0.3)):
            assert parts
            assert all(part.ink.dark == dark and part.ink.contrast == 0.3 for part in parts)


def test_one_digit_is_not_divided(splitter, images):
    wholes = [grown_together(image) for image in images[:100]]
    counts = [len(parts) for whole in wholes if whole is not None for parts in splitter.splits(whole)]
    assert np.mean(np.equal(counts, 1)) > 0.95


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (400, 2)])
def test_any_ink_is_looked_at(splitter, shape):
    ink = Ink(np.ones(shape, np.float32), (0, 0, *shape[::-1]), True, 1.0)
    assert len(splitter.splits(ink)) == len(HEIGHTS)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(ModelFileError, match="digit_splitter"):
        Splitter.load(tmp_path)
