"""Curves: the digit and its likeliest rival; two trainings side by side."""

import numpy as np
import plotly.graph_objects as go

from mnist_core.charts.curves import Learning, confidence_curves, learning_curves


def test_the_rival_is_the_likeliest_other_digit_at_each_amount():
    probabilities = np.full((3, 10), 0.02)
    probabilities[:, 4] = (0.8, 0.5, 0.1)
    probabilities[0, 9] = probabilities[1, 9] = 0.15
    probabilities[2, 7] = 0.7
    rival, own = go.Figure(confidence_curves(np.array([0, 1, 2]), probabilities, 4, 1.0)).data
    assert list(own.y) == [0.8, 0.5, 0.1]
    assert list(rival.y) == [0.15, 0.15, 0.7]
    assert list(rival.text) == [9, 9, 7]


def test_the_last_training_is_orange_and_the_one_before_it_blue():
    first, last = (Learning(name, [0, 1000], [2.3, 1.0], [2.3, 0.8]) for name in ("first", "last"))
    alone = go.Figure(learning_curves([first], "loss", 2.5, False))
    both = go.Figure(learning_curves([first, last], "loss", 2.5, False))
    colours = {line.name: line.line.color for line in both.data}
    assert colours["last, held out"] == alone.data[0].line.color
    assert colours["first, held out"] != colours["last, held out"]
    assert {line.line.dash for line in both.data} == {"dot", "solid"}
