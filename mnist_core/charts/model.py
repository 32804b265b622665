"""Pictures of the network itself: its architecture, its learned filters, and how it was trained."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mnist_core.charts.figures import (
    BLUE,
    INK,
    LEGEND_ABOVE,
    LIGHT_BLUE,
    LIGHT_ORANGE,
    ORANGE,
    STILL_AXIS,
    in_turn,
    new_figure,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Screen pixels, small enough for five columns on a phone.
PIXELS_PER_CELL = 1.9
SHEET_SHIFT = 2.5
CHANNELS_PER_SHEET = 8
COLUMN_HEIGHT = 110
MOST_CELLS = 16

FILTER_COLUMNS = 8


@dataclass(frozen=True)
class Tensor:
    """What a layer gives on: the layer's name, its output shape without the batch, its work in two words."""

    name: str
    shape: tuple[int, ...]
    made_by: str


@in_turn
def convolution_diagram(tensors: Sequence[Tensor]) -> go.Figure:
    """Draw tensors (h, w, channels) from left to right as stacks of sheets, one for every 8 channels."""
    figure = _columns(tensors)
    for column, tensor in enumerate(tensors):
        side = tensor.shape[0] * PIXELS_PER_CELL
        sheets = max(1, tensor.shape[2] // CHANNELS_PER_SHEET)
        corner = -(side + (sheets - 1) * SHEET_SHIFT) / 2
        for sheet in reversed(range(sheets)):
            shift = corner + sheet * SHEET_SHIFT
            _add_rectangle(figure, column, shift, shift, side, side, _fill(tensor))
    return figure


@in_turn
def dense_diagram(tensors: Sequence[Tensor]) -> go.Figure:
    """Draw tensors (values,) from left to right as columns of cells; up to 16 are numbered one by one."""
    figure = _columns(tensors)
    for column, tensor in enumerate(tensors):
        cells = min(tensor.shape[0], MOST_CELLS)
        height = COLUMN_HEIGHT / cells
        for cell in range(cells):
            bottom = COLUMN_HEIGHT / 2 - height * (cell + 1)
            _add_rectangle(figure, column, -9, bottom, 18, height, _fill(tensor))
            if tensor.shape[0] == cells:
                _add_text(figure, column, bottom + height / 2, str(cell), size=10, color=INK)
    return figure


def _columns(tensors: Sequence[Tensor]) -> go.Figure:
    """Return a figure with each tensor's name above, its shape and what made it below, and arrows between."""
    figure = new_figure()
    # The drawing itself is shapes, which do not answer to the pointer.
    figure.add_scatter(
        x=list(range(len(tensors))),
        y=[0] * len(tensors),
        mode="markers",
        marker={"size": 60, "opacity": 0},
        text=[f"<b>{t.name}</b><br>{_shape(t)} = {math.prod(t.shape):,} values" for t in tensors],
        hovertemplate="%{text}<extra></extra>",
    )
    for column, tensor in enumerate(tensors):
        _add_text(figure, column, 74, f"<b>{tensor.name}</b>", size=13)
        _add_text(figure, column, -70, _shape(tensor), size=12)
        _add_text(figure, column, -98, tensor.made_by.replace(", ", "<br>"), size=12)
        if column:
            _add_text(figure, column - 0.5, 0, "→", size=16)
    figure.update_layout(
        height=244,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"range": [-0.5, len(tensors) - 0.5], **STILL_AXIS},
        yaxis={"range": [-1, 0.7], **STILL_AXIS},
        dragmode=False,
        showlegend=False,
    )
    return figure


def _add_text(figure: go.Figure, column: float, shift: float, text: str, **font: object) -> None:
    """Write `text` in the column, `shift` screen pixels above its middle."""
    figure.add_annotation(x=column, y=0, yshift=shift, text=text, showarrow=False, font=font)


def _add_rectangle(
    figure: go.Figure, column: int, left: float, bottom: float, width: float, height: float, fill: str
) -> None:
    """Draw a rectangle in screen pixels from the middle of the column."""
    figure.add_shape(
        type="rect",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=column,
        yanchor=0,
        x0=left,
        x1=left + width,
        y0=bottom,
        y1=bottom + height,
        fillcolor=fill,
        line={"color": INK, "width": 1},
    )


def _fill(tensor: Tensor) -> str:
    return LIGHT_ORANGE if tensor.name.startswith("pool") else LIGHT_BLUE


def _shape(tensor: Tensor) -> str:
    return "×".join(f"{side:,}" for side in tensor.shape)


@in_turn
def filter_grid(kernels: np.ndarray) -> go.Figure:
    """Draw filters (h, w, 1, n) in rows of eight, numbered from 1: blue weights subtract, orange ones add."""
    height, width, _, count = kernels.shape
    rows = -(-count // FILTER_COLUMNS)
    weights = np.full((rows * (height + 1), FILTER_COLUMNS * (width + 1) - 1), np.nan)
    numbers = np.zeros(weights.shape, int)
    figure = new_figure()
    for index in range(count):
        row, column = divmod(index, FILTER_COLUMNS)
        top, left = row * (height + 1) + 1, column * (width + 1)
        cells = np.s_[top : top + height, left : left + width]
        weights[cells], numbers[cells] = kernels[..., 0, index], index + 1
        figure.add_annotation(
            x=left + (width - 1) / 2, y=top - 1, text=str(index + 1), showarrow=False, font={"size": 12}
        )
    limit = float(np.abs(kernels).max())
    figure.add_heatmap(
        z=weights,
        customdata=numbers,
        zmin=-limit,
        zmax=limit,
        colorscale=[[0, "#1668a8"], [0.5, "#ffffff"], [1, "#b45309"]],
        xgap=1,
        ygap=1,
        hoverongaps=False,
        hovertemplate="filter %{customdata}: weight %{z:.3f}<extra></extra>",
        showscale=False,
    )
    figure.update_layout(
        height=80 * rows,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis=STILL_AXIS,
        yaxis={"autorange": "reversed", "scaleanchor": "x", **STILL_AXIS},
        dragmode=False,
    )
    return figure


@in_turn
def curve_chart(
    curves: Mapping[str, Sequence[float]],
    label: str,
    best: int | None = None,
    *,
    unit: str = "epoch",
    every: float = 1,
    log: bool = False,
) -> go.Figure:
    """Draw at most two curves over the training, and a dotted line at the `best` epoch.

    Each has a value for `every` so many of a `unit`, the first of them after one `every`.
    """
    figure = new_figure()
    for (name, values), colour in zip(curves.items(), (ORANGE, BLUE), strict=False):
        figure.add_scatter(
            x=[every * number for number in range(1, len(values) + 1)],
            y=list(values),
            name=name,
            mode="lines+markers",
            line={"color": colour, "width": 2.5},
            marker={"size": 4},
            hovertemplate="%{y:.4g}",
        )
    if best:
        figure.add_vline(best, line={"dash": "dot", "width": 1.5, "color": BLUE})
    figure.update_layout(
        height=300,
        margin={"l": 0, "r": 0, "t": 32, "b": 0},
        hovermode="x unified",
        xaxis={"title": {"text": unit}},
        yaxis={"title": {"text": label}},
        legend=LEGEND_ABOVE,
        showlegend=len(curves) > 1,
    )
    if log:
        _make_logarithmic(figure)
    return figure


def _make_logarithmic(figure: go.Figure) -> None:
    # Plotly would write 2, 3, 4, ... between the powers of ten, without saying of which.
    ticks = [mantissa * 10.0**power for power in range(-8, 3) for mantissa in (1, 2, 5)]
    figure.update_yaxes(
        type="log",
        tickvals=ticks,
        ticktext=[np.format_float_positional(tick, 9, trim="-") for tick in ticks],
    )
