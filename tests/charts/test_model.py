"""Pictures of the network, against the numbers they are to show."""

import numpy as np
import plotly.graph_objects as go
import pytest

from mnist_core.charts.model import Tensor, convolution_diagram, curve_chart, dense_diagram, filter_grid


def shapes_in_column(figure, column):
    return [shape for shape in figure.layout.shapes if shape.xanchor == column]


def texts(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def test_a_sheet_stands_for_eight_channels():
    figure = go.Figure(
        convolution_diagram(
            [
                Tensor("input", (28, 28, 1), "grey values"),
                Tensor("conv1", (26, 26, 32), "filters, ReLU"),
                Tensor("pool2", (5, 5, 64), "max"),
            ]
        )
    )
    assert [len(shapes_in_column(figure, column)) for column in range(3)] == [1, 4, 8]
    assert {"<b>conv1</b>", "26×26×32", "filters<br>ReLU"} <= set(texts(figure))
    assert texts(figure).count("→") == 2


def test_sheets_are_as_large_as_their_side():
    figure = go.Figure(convolution_diagram([Tensor("a", (28, 28, 1), ""), Tensor("b", (14, 14, 8), "")]))
    widths = [shapes_in_column(figure, column)[0] for column in range(2)]
    large, small = (shape.x1 - shape.x0 for shape in widths)
    assert large / small == pytest.approx(2)


def test_few_values_are_numbered_and_many_are_not():
    figure = go.Figure(dense_diagram([Tensor("flatten", (1600,), ""), Tensor("output", (10,), "")]))
    assert len(shapes_in_column(figure, 0)) == 16
    assert len(shapes_in_column(figure, 1)) == 10
    numbers = [note for note in figure.layout.annotations if note.x == 1 and note.text.isdigit()]
    assert [note.text for note in numbers[-10:]] == list("0123456789")
    assert "1,600" in texts(figure)


def test_the_filter_grid_holds_every_weight_under_its_number():
    kernels = np.random.default_rng(0).normal(size=(3, 3, 1, 32))
    figure = go.Figure(filter_grid(kernels))
    heatmap = figure.data[0]
    for index in (0, 7, 8, 31):
        cells = heatmap.customdata == index + 1
        assert heatmap.z[cells] == pytest.approx(kernels[..., 0, index].ravel())
    assert np.isnan(heatmap.z[heatmap.customdata == 0]).all()
    assert texts(figure) == [str(number) for number in range(1, 33)]


def test_no_weight_is_white_in_the_filter_grid():
    kernels = np.full((3, 3, 1, 8), -0.2)
    kernels[1, 1] = 0.5
    heatmap = go.Figure(filter_grid(kernels)).data[0]
    assert (heatmap.zmin, heatmap.zmax) == (-0.5, 0.5)
    assert heatmap.colorscale[1] == (0.5, "#ffffff")


def test_curves_count_epochs_from_one_and_mark_the_best():
    figure = go.Figure(curve_chart({"training": [3, 2, 1], "validation": [4, 2, 3]}, "loss", best=2))
    assert [trace.name for trace in figure.data] == ["training", "validation"]
    assert figure.data[1].x == (1, 2, 3)
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 2
    assert figure.layout.showlegend


def test_curves_may_count_steps():
    figure = go.Figure(curve_chart({"what": [3, 2, 1]}, "loss", unit="step", every=250))
    assert figure.data[0].x == (250, 500, 750)
    assert figure.layout.xaxis.title.text == "step"
    assert not figure.layout.shapes


def test_logarithmic_ticks_name_whole_values():
    axis = go.Figure(curve_chart({"rate": [1e-3, 5e-4]}, "learning rate", 1, log=True)).layout.yaxis
    assert axis.type == "log"
    texts = dict(zip(axis.tickvals, axis.ticktext, strict=True))
    assert [texts[tick] for tick in (5e-05, 0.001, 20.0)] == ["0.00005", "0.001", "20"]
