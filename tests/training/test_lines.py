"""Lines go through the points they are given, or as near as their kind says."""

import numpy as np
import pytest

from mnist_core.training.lines import arc, bent, rounded, spiral, worn


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_an_arc_runs_with_the_clock_on_its_ellipse():
    line = arc((1, 2), 3, 0.5, 0, 90)
    np.testing.assert_allclose(line[0], (4, 2))
    np.testing.assert_allclose(line[-1], (1, 2.5), atol=1e-12)
    np.testing.assert_allclose(np.square((line - (1, 2)) / (3, 0.5)).sum(1), 1)


def test_a_spiral_ends_nearer_to_its_centre_by_the_factor_given():
    line = spiral((1, 2), 1, 1, 0, 360, 0.25)
    distances = np.hypot(*(line - (1, 2)).T)
    assert distances[[0, -1]] == pytest.approx([1, 0.25])
    assert (np.diff(distances) < 0).all()


def test_ends_stay_where_they_are(rng):
    points = [(0, 0), (1, 0), (1, 1), (0, 1)]
    for line in (rounded(points, rng), worn(points, rng), bent((points[0], points[-1]), rng, 0.2)):
        np.testing.assert_allclose(line[[0, -1]], [points[0], points[-1]])


def test_rounded_corners_lie_inside(rng):
    line = rounded([(0, 0), (1, 0), (1, 1)], rng)
    assert (line[1:-1, 0] <= 1).all()
    assert (line[1:-1, 1] >= 0).all()
    assert np.hypot(*(line - (1, 0)).T).min() > 0.1
