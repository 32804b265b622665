"""Pictures of the network itself: its architecture, its learned filters, and how it was trained."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mnist_core.charts.figures import (
    BLUE,
    INK,
    LEGEND_ABOVE,
    LIGHT_BLUE,
    LIGHT_ORANGE,
    ORANGE,
    STILL_AXIS,
    Figure,
    vertical_line,
)

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


def convolution_diagram(tensors: Sequence[Tensor]) -> Figure:
    """Draw tensors (h, w, channels) from left to right as stacks of sheets, one for every 8 channels."""
    sheets = []
    for column, tensor in enumerate(tensors):
        side = tensor.shape[0] * PIXELS_PER_CELL
        count = max(1, tensor.shape[2] // CHANNELS_PER_SHEET)
        corner = -(side + (count - 1) * SHEET_SHIFT) / 2
        shifts = [corner + sheet * SHEET_SHIFT for sheet in reversed(range(count))]
        sheets += [_rectangle(column, shift, shift, side, side, _fill(tensor)) for shift in shifts]
    return _columns(tensors, sheets, [])


def dense_diagram(tensors: Sequence[Tensor]) -> Figure:
    """Draw tensors (values,) from left to right as columns of cells; up to 16 are numbered one by one."""
    rectangles, numbers = [], []
    for column, tensor in enumerate(tensors):
        cells = min(tensor.shape[0], MOST_CELLS)
        height = COLUMN_HEIGHT / cells
        bottoms = [COLUMN_HEIGHT / 2 - height * (cell + 1) for cell in range(cells)]
        rectangles += [_rectangle(column, -9, bottom, 18, height, _fill(tensor)) for bottom in bottoms]
        if tensor.shape[0] == cells:
            middles = [bottom + height / 2 for bottom in bottoms]
            numbers += [
                _text(column, middle, str(cell), size=10, color=INK) for cell, middle in enumerate(middles)
            ]
    return _columns(tensors, rectangles, numbers)


def _columns(tensors: Sequence[Tensor], shapes: list[dict[str, Any]], notes: list[dict[str, Any]]) -> Figure:
    """Return a figure of shapes and notes on them, with each tensor's name above its column, its shape and
    what made it below, and arrows between.
    """
    # The drawing itself is shapes, which do not answer to the pointer.
    points = {
        "type": "scatter",
        "x": list(range(len(tensors))),
        "y": [0] * len(tensors),
        "mode": "markers",
        "marker": {"size": 60, "opacity": 0},
        "text": [f"<b>{t.name}</b><br>{_shape(t)} = {math.prod(t.shape):,} values" for t in tensors],
        "hovertemplate": "%{text}<extra></extra>",
    }
    named = []
    for column, tensor in enumerate(tensors):
        named.append(_text(column, 74, f"<b>{tensor.name}</b>", size=13))
        named.append(_text(column, -70, _shape(tensor), size=12))
        named.append(_text(column, -98, tensor.made_by.replace(", ", "<br>"), size=12))
        if column:
            named.append(_text(column - 0.5, 0, "→", size=16))
    layout = {
        "height": 244,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {"range": [-0.5, len(tensors) - 0.5], **STILL_AXIS},
        "yaxis": {"range": [-1, 0.7], **STILL_AXIS},
        "annotations": named + notes,
        "shapes": shapes,
        "dragmode": False,
        "showlegend": False,
    }
    return {"data": [points], "layout": layout}


def _text(column: float, shift: float, text: str, **font: object) -> dict[str, Any]:
    """Return `text` in the column, `shift` screen pixels above its middle."""
    return {"x": column, "y": 0, "yshift": shift, "text": text, "showarrow": False, "font": font}


def _rectangle(
    column: int, left: float, bottom: float, width: float, height: float, fill: str
) -> dict[str, Any]:
    """Return a rectangle in screen pixels from the middle of the column."""
    return {
        "type": "rect",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": column,
        "yanchor": 0,
        "x0": left,
        "x1": left + width,
        "y0": bottom,
        "y1": bottom + height,
        "fillcolor": fill,
        "line": {"color": INK, "width": 1},
    }


def _fill(tensor: Tensor) -> str:
    return LIGHT_ORANGE if tensor.name.startswith("pool") else LIGHT_BLUE


def _shape(tensor: Tensor) -> str:
    return "×".join(f"{side:,}" for side in tensor.shape)


def filter_grid(kernels: np.ndarray) -> Figure:
    """Draw filters (h, w, 1, n) in rows of eight, numbered from 1: blue weights subtract, orange ones add."""
    height, width, _, count = kernels.shape
    rows = -(-count // FILTER_COLUMNS)
    weights = np.full((rows * (height + 1), FILTER_COLUMNS * (width + 1) - 1), np.nan)
    weights = np.full((rows * (height + 1), FILTER_COLUMNS * (width + 1) - 1), np.nan)
    numbers = np.zeros(weights.shape, int)
    names = []
    for index in range(count):
        row, column = divmod(index, FILTER_COLUMNS)
        top, left = row * (height + 1) + 1, column * (width + 1)
        cells = np.s_[top : top + height, left : left + width]
        weights[cells], numbers[cells] = kernels[..., 0, index], index + 1
        name = {"text": str(index + 1), "showarrow": False, "font": {"size": 12}}
        names.append({"x": left + (width - 1) / 2, "y": top - 1, **name})
    limit = float(np.abs(kernels).max())
    heatmap = {
        "type": "heatmap",
        "z": weights,
        "customdata": numbers,
        "zmin": -limit,
        "zmax": limit,
        "colorscale": [[0, "#1668a8"], [0.5, "#ffffff"], [1, "#b45309"]],
        "xgap": 1,
        "ygap": 1,
        "hoverongaps": False,
        "hovertemplate": "filter %{customdata}: weight %{z:.3f}<extra></extra>",
        "showscale": False,
    }
    layout = {
        "height": 80 * rows,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": STILL_AXIS,
        "yaxis": {"autorange": "reversed", "scaleanchor": "x", **STILL_AXIS},
        "annotations": names,
        "dragmode": False,
    }
    return {"data": [heatmap], "layout": layout}


def curve_chart(
    curves: Mapping[str, Sequence[float]],
    label: str,
    best: int | None = None,
    *,
    unit: str = "epoch",
    every: float = 1,
    log: bool = False,
) -> Figure:
    """Draw at most two curves over the training, and a dotted line at the `best` epoch.

    Each has a value for `every` so many of a `unit`, the first of them after one `every`.
    """
    lines = [
        {
            "type": "scatter",
            "x": [every * number for number in range(1, len(values) + 1)],
            "y": list(values),
            "name": name,
            "mode": "lines+markers",
            "line": {"color": colour, "width": 2.5},
            "marker": {"size": 4},
            "hovertemplate": "%{y:.4g}",
        }
        for (name, values), colour in zip(curves.items(), (ORANGE, BLUE), strict=False)
    ]
    layout = {
        "height": 300,
        "margin": {"l": 0, "r": 0, "t": 32, "b": 0},
        "hovermode": "x unified",
        "xaxis": {"title": {"text": unit}},
        "yaxis": {"title": {"text": label}} | (_logarithmic() if log else {}),
        "shapes": [vertical_line(best, BLUE)] if best else [],
        "legend": LEGEND_ABOVE,
        "showlegend": len(curves) > 1,
    }
    return {"data": lines, "layout": layout}


def _logarithmic() -> dict[str, Any]:
    # Plotly would write 2, 3, 4, ... between the powers of ten, without saying of which.
    ticks = [mantissa * 10.0**power for power in range(-8, 3) for mantissa in (1, 2, 5)]
    names = [np.format_float_positional(tick, 9, trim="-") for tick in ticks]
    return {"type": "log", "tickvals": ticks, "ticktext": names}
