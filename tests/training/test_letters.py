"""Letters drawn by rule: whole, various, and no digits."""

import numpy as np
import pytest

from mnist_core.recognizer import load_recognizer
from mnist_core.training import letters
from mnist_core.training.letters import LETTERS, letter
from mnist_core.training.pen import drawn


def test_letters_are_lines_about_one_high():
    rng = np.random.default_rng(0)
    for strokes in (letter(rng) for _ in range(500)):
        points = np.concatenate(strokes)
        assert all(line.shape[0] > 1 and line.shape[1] == 2 for line in strokes)
        assert 0.3 < np.ptp(points, axis=0).max() < 2


@pytest.mark.parametrize("chosen", LETTERS)
def test_each_letter_is_written_in_many_ways_near_its_points(chosen, monkeypatch):
    monkeypatch.setattr(letters, "LETTERS", (chosen,))
    rng = np.random.default_rng(1)
    written = [letter(rng) for _ in range(10)]
    assert len({np.concatenate(strokes).tobytes() for strokes in written}) == 10
    for strokes in written:
        assert len(strokes) == len(chosen)
        for line, points in zip(strokes, chosen, strict=True):
            ends = np.array(points)[[0, -1]]
            assert np.abs(line[[0, -1]] - ends).max() < 8 * letters.UNEVEN


def test_the_shipped_verifier_refuses_letters():
    rng = np.random.default_rng(2)
    recognizer = load_recognizer()
    pixels = np.stack([drawn(letter(rng), rng) for _ in range(400)]) / np.float32(255)
    novelty = recognizer.confidence.novelty(pixels, recognizer.classify(pixels))
    assert (novelty > recognizer.confidence.threshold).mean() > 0.8
