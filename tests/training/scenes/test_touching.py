"""Scenes for the splitter: digits grown together, alone on white paper, and whose ink is whose."""

import cv2
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.training.scenes import Glyphs
from mnist_core.training.scenes.touching import COUNTS, make_touching


@pytest.fixture(scope="module")
def scenes():
    glyphs = Glyphs.of(*load_test_set())
    return [make_touching(glyphs, np.random.default_rng(i)) for i in range(300)]


def test_there_are_one_to_four_digits_and_no_letters(scenes):
    counts = np.bincount([len(canvas.placed) for _, canvas in scenes])
    assert set(np.flatnonzero(counts)) <= set(COUNTS)
    assert counts[2] > counts[1] + counts[4]
    assert {placed.value for _, canvas in scenes for placed in canvas.placed} == set(range(10))


def test_nothing_is_on_the_paper_but_their_ink(scenes):
    for picture, canvas in scenes:
        assert picture.shape == (96, 160)
        near = cv2.dilate((canvas.ink > 0).view(np.uint8), np.ones((15, 15))) > 0
        assert picture[~near].min(initial=1) > 0.95


def test_most_have_grown_together(scenes):
    together = []
    for _, canvas in scenes:
        if len(canvas.placed) > 1:
            count, _ = cv2.connectedComponents((canvas.ink > 0.3).view(np.uint8))
            together.append(count - 1 < len(canvas.placed))
    assert np.mean(together) > 0.6
