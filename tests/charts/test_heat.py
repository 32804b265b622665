"""Heat over a digit: the digit below, clear where there is none, a frame where it should be."""

import numpy as np
import plotly.graph_objects as go

from mnist_core.charts.heat import heat_over_digit

DIGIT = np.random.default_rng(0).random((28, 28))


def test_heat_is_on_one_scale_on_both_sides_of_nothing():
    heat = np.zeros((28, 28))
    heat[3, 4], heat[5, 6] = 0.4, -0.2
    digit, over = go.Figure(heat_over_digit(DIGIT, heat, "%{z}")).data
    np.testing.assert_array_equal(digit.z, DIGIT)
    assert (over.zmin, over.zmax) == (-0.4, 0.4)
    assert over.colorscale[1][1].endswith(",0)")
    assert over.x[4] == 5
    assert over.y[3] == 4


def test_no_heat_at_all_can_be_drawn():
    assert go.Figure(heat_over_digit(DIGIT, np.zeros((28, 28)), "")).data[1].zmax > 0


def test_the_frame_is_around_its_pixel():
    [frame] = go.Figure(heat_over_digit(DIGIT, DIGIT, "", (9, 4, 5))).layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (2.5, 7.5, 7.5, 12.5)
