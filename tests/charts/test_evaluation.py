"""Charts of an evaluation, against the figures they are to show."""

import numpy as np
import plotly.graph_objects as go
import pytest

from mnist_core.charts.evaluation import (
    EMPTY_CELL,
    confusion_matrix,
    precision_recall_chart,
    reliability_diagram,
    share_bars,
)
from mnist_core.charts.figures import LIGHT_BLUE


@pytest.fixture
def counts():
    counts = np.diag(np.arange(100, 110))
    counts[4, 9], counts[9, 4], counts[7, 2] = 8, 2, 1
    return counts


def test_the_index_of_a_cell_tells_its_row_and_column(counts):
    bars = go.Figure(confusion_matrix(counts, (4, 9))).data[0]
    for index in range(100):
        row, column = divmod(index, 10)
        assert bars.y[index] == row
        assert bars.base[index] < column < bars.base[index] + bars.x[index]
        assert bars.text[index] == (str(counts[row, column]) if counts[row, column] else "")


def test_the_more_mistakes_the_stronger_the_colour(counts):
    colours = go.Figure(confusion_matrix(counts, (0, 0))).data[0].marker.color
    assert {colours[11 * digit] for digit in range(10)} == {LIGHT_BLUE}
    assert colours[5] == EMPTY_CELL
    often, rarely, once = (_blue(colours[index]) for index in (49, 94, 72))
    assert often < rarely < once


def _blue(colour):
    return int(colour.removesuffix(")").split(",")[2])


def test_the_chosen_cell_is_framed(counts):
    frame = go.Figure(confusion_matrix(counts, (4, 9))).layout.shapes[0]
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (8.5, 9.5, 3.5, 4.5)


def test_a_perfect_network_has_no_mistakes_to_colour():
    colours = go.Figure(confusion_matrix(np.diag(np.full(10, 5)), (0, 0))).data[0].marker.color
    assert set(colours) == {LIGHT_BLUE, EMPTY_CELL}


def test_precision_and_recall_are_points_on_the_row_of_their_digit():
    precision, recall = np.linspace(0.9, 0.99, 10), np.linspace(0.99, 0.9, 10)
    traces = {trace.name: trace for trace in go.Figure(precision_recall_chart(precision, recall)).data}
    assert traces["precision"].x[7] == precision[7]
    assert traces["recall"].x[7] == recall[7]
    assert traces["recall"].y == tuple(range(10))


def test_empty_bins_are_left_out_of_the_reliability_diagram():
    bins = [
        {"count": 0, "confidence": 0.0, "accuracy": 0.0},
        {"count": 4, "confidence": 0.6, "accuracy": 0.5},
        {"count": 900, "confidence": 0.99, "accuracy": 0.98},
    ]
    points = go.Figure(reliability_diagram(bins)).data[1]
    assert points.x == (0.6, 0.99)
    assert points.y == (0.5, 0.98)
    assert points.marker.size[0] < points.marker.size[1]


def test_the_largest_share_is_on_top():
    bars = go.Figure(share_bars({"letters": 0.7, "noise": 0.995, "shoes": 0.8}, "refused")).data[0]
    assert bars.y == ("letters", "shoes", "noise")
    assert bars.text[-1] == "99.5 %"
