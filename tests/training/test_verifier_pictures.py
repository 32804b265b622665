"""What the verifier learns from: digits with their values, and the rest as what it is."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.verifier import CLASSES, NONE
from mnist_core.training import verifier_pictures
from mnist_core.training.handwriting import load_letters
from mnist_core.training.letters import letter
from mnist_core.training.pen import drawn
from mnist_core.training.verifier_pictures import make_verifier_pictures

DIGITS = 60


@pytest.fixture(scope="module")
def digits():
    images, labels = load_test_set()
    return images[:DIGITS], labels[:DIGITS]


@pytest.fixture(scope="module")
def letters():
    rng = np.random.default_rng(0)
    return np.stack([drawn(letter(rng), rng) for _ in range(20)])


@pytest.mark.long
def test_letters_are_shown_as_no_digits_and_half_of_the_rest_are_digits(digits, letters, monkeypatch):
    # To draw them all takes seconds.
    monkeypatch.setattr(verifier_pictures, "characters", lambda _: letters)
    without, classes = make_verifier_pictures(*digits, load_letters(None), seed=1)
    shown, more = make_verifier_pictures(*digits, letters, seed=1)
    assert shown.shape == (len(more), 28, 28)
    assert shown.dtype == np.uint8
    assert set(classes.tolist()) == set(range(CLASSES))
    assert (classes < NONE).mean() == pytest.approx(0.5, abs=0.1)
    added = len(shown) - len(without)
    assert added > DIGITS / 2
    counts, before = (np.bincount(each, minlength=CLASSES) for each in (more, classes))
    assert counts[NONE] - before[NONE] == added
