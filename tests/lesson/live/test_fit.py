"""The training that one watches: it learns, and its seed decides how."""

from itertools import islice

import numpy as np

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.live.fit import fit
from mnist_core.lesson.live.moments import Settings

SEVEN = load_test_set()[0][0] / np.float32(255)


def test_it_learns_to_read_digits_it_has_not_seen():
    moments = list(islice(fit(Settings(1e-3, 64, 1), SEVEN), 5))
    first, last = moments[0], moments[4]
    assert first.images == 0
    assert last.images == 4032  # the first step of 64 after 4,000
    assert first.held_out_accuracy < 0.3
    assert last.held_out_accuracy > 0.85
    assert last.held_out_loss < first.held_out_loss
    assert np.isnan(first.loss)
    assert last.loss < moments[1].loss
    assert last.filters.shape == (3, 3, 1, 32)
    assert last.probabilities[7] > first.probabilities[7]
    np.testing.assert_allclose([m.probabilities.sum() for m in moments], 1, atol=1e-5)


def test_the_seed_decides():
    same, again, other = (list(islice(fit(Settings(1e-3, 64, seed), SEVEN), 2)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(same[0].filters, again[0].filters)
    np.testing.assert_allclose(same[1].filters, again[1].filters, atol=1e-3)
    assert not np.allclose(same[0].filters, other[0].filters)
