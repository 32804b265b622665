"""The map of the test set: every image once, and in its place."""

import numpy as np
import plotly.graph_objects as go
import pytest

from mnist_core.charts.map import feature_map, mark_places


@pytest.fixture
def mnist_like():
    rng = np.random.default_rng(0)
    labels = np.arange(200) % 10
    said = labels.copy()
    said[[3, 50, 199]] += 1
    said %= 10
    return rng.normal(size=(200, 2)).astype(np.float32), labels, said


def test_every_image_is_one_point_in_its_place(mnist_like):
    places, _, _ = mnist_like
    found = np.concatenate([np.array(trace.customdata) for trace in go.Figure(feature_map(*mnist_like)).data])
    assert sorted(found) == list(range(200))
    for trace in go.Figure(feature_map(*mnist_like)).data:
        assert np.array_equal(np.stack([trace.x, trace.y], 1), places[list(trace.customdata)])


def test_digits_have_a_colour_each_and_mistakes_are_crosses(mnist_like):
    traces = {trace.name: trace for trace in go.Figure(feature_map(*mnist_like)).data}
    assert traces["misread"].customdata == (3, 50, 199)
    assert traces["misread"].marker.symbol == "x"
    assert 13 in traces["3"].customdata
    assert 3 not in traces["3"].customdata


def test_a_digits_own_place_names_its_island(mnist_like):
    places, labels, _ = mnist_like
    note = next(
        note for note in go.Figure(feature_map(*mnist_like)).layout.annotations if note.text == "<b>6</b>"
    )
    assert (note.x, note.y) == pytest.approx(tuple(np.median(places[labels == 6], axis=0)))


def test_the_visitors_digits_are_stars(mnist_like):
    marked = mark_places(feature_map(*mnist_like), np.array([[1.0, 2.0], [3.0, 4.0]]), ["7", "?"])
    figure = go.Figure(marked)
    stars = figure.data[-1]
    assert (stars.x, stars.y) == ((1.0, 3.0), (2.0, 4.0))
    assert [note.text for note in figure.layout.annotations[-2:]] == ["<b>yours: 7</b>", "<b>yours: ?</b>"]
    assert stars.marker.symbol == "star"
