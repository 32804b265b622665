"""Fitting the temperature."""

import numpy as np
import pytest

from mnist_core.evaluation.measures import negative_log_likelihood
from mnist_core.recognition.confidence import softmax
from mnist_core.training.confidence import fit_temperature


@pytest.mark.parametrize("sharpness", [0.4, 1.0, 2.5])
def test_the_temperature_is_the_best_of_a_grid(sharpness):
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (4000, 10))
    labels = np.array([rng.choice(10, p=row) for row in softmax(logits)])
    stretched = softmax(sharpness * logits)
    grid = np.geomspace(0.2, 5, 400)
    losses = [negative_log_likelihood(softmax(sharpness * logits / each), labels) for each in grid]
    best = grid[int(np.argmin(losses))]
    assert fit_temperature(stretched, labels) == pytest.approx(best, rel=0.01)
    assert fit_temperature(stretched, labels) == pytest.approx(sharpness, rel=0.1)
