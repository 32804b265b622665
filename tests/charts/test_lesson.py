"""The lesson's charts show the numbers they are given."""

import numpy as np
import plotly.graph_objects as go

from mnist_core.charts.figures import BLUE, ORANGE
from mnist_core.charts.lesson import feature_bars, signed_bars


def test_bars_stand_in_the_order_given_with_their_sign_as_colour_and_the_chosen_one_with_an_edge():
    [bars] = go.Figure(signed_bars(["7", "2", "9"], np.array([1.5, 0.0, -2.0]), "maps", chosen=2)).data
    assert list(bars.x) == ["7", "2", "9"]
    assert list(bars.y) == [1.5, 0.0, -2.0]
    assert list(bars.marker.color) == [ORANGE, ORANGE, BLUE]
    assert [width > 0 for width in bars.marker.line.width] == [False, False, True]


def test_features_are_numbered_from_one():
    features = np.linspace(0, 3, 64)
    [bars] = go.Figure(feature_bars(features)).data
    assert list(bars.x) == list(range(1, 65))
    np.testing.assert_allclose(bars.y, features)
