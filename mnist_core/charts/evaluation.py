"""Pictures of how well the network does: its mistakes, its confidence, its refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mnist_core.charts.figures import (
    BLUE,
    DIGIT_COLOURS,
    GREY,
    INK,
    LEGEND_ABOVE,
    LIGHT_BLUE,
    ORANGE,
    Figure,
    square_around,
)

DIGITS = list(range(10))
FRAME = DIGIT_COLOURS[3]
EMPTY_CELL = "rgba(128, 128, 128, 0.12)"


def confusion_matrix(counts: np.ndarray, chosen: tuple[int, int]) -> Figure:
    """Draw counts (10, 10), a row for each true digit, a column for each answer; `chosen` is framed.

    Every cell can be selected with a click; the index of the selected point is 10 * row + column.
    """
    rows, columns = np.indices(counts.shape).reshape(2, -1)
    cells = counts.ravel()
    # Bars, because Plotly cannot select the cells of a heatmap.
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [0.96] * cells.size,
        "base": (columns - 0.48).tolist(),
        "y": rows.tolist(),
        "width": 0.96,
        "marker": {"color": _cell_colours(counts), "line": {"width": 0}},
        "text": [str(count) if count else "" for count in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": INK, "size": 13},
        "customdata": columns.tolist(),
        "hovertemplate": "%{y} read as %{customdata}: %{text}<extra></extra>",
        # The frame shows what is chosen; Plotly's own fading would hide the other counts.
        "unselected": {"marker": {"opacity": 1}},
    }
    row, column = chosen
    axis = {"tickmode": "array", "tickvals": DIGITS, "fixedrange": True, "showgrid": False, "zeroline": False}
    layout = {
        "height": 460,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {**axis, "range": [-0.55, 9.55], "title": {"text": "read as"}, "side": "top"},
        "yaxis": {**axis, "range": [9.55, -0.55], "title": {"text": "really a"}},
        "shapes": [square_around(column, row, 1, {"color": FRAME, "width": 4})],
        "showlegend": False,
    }
    return {"data": [bars], "layout": layout}


def _cell_colours(counts: np.ndarray) -> list[str]:
    """Return a colour for each cell: blue on the diagonal, elsewhere the more orange the more often."""
    mistakes = counts * (1 - np.eye(len(counts), dtype=int))
    shares = (mistakes / max(1, mistakes.max())).ravel()
    pale, full = np.array((253, 228, 200)), np.array((240, 150, 70))
    colours = []
    for place, share in enumerate(shares):
        if place % (len(counts) + 1) == 0:
            colours.append(LIGHT_BLUE)
        elif share == 0:
            colours.append(EMPTY_CELL)
        else:
            red, green, blue = (pale + share * (full - pale)).astype(int)
            colours.append(f"rgb({red}, {green}, {blue})")
    return colours


def precision_recall_chart(precision: Sequence[float], recall: Sequence[float]) -> Figure:
    """Draw precision and recall (10 each, 0..1) of every digit as two points joined by a line."""
    between = {
        "type": "scatter",
        "x": [end for pair in zip(precision, recall, strict=True) for end in (*pair, None)],
        "y": [digit for digit in DIGITS for _ in range(3)],
        "mode": "lines",
        "line": {"color": GREY, "width": 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    points = [
        {
            "type": "scatter",
            "x": list(values),
            "y": DIGITS,
            "name": name,
            "mode": "markers",
            "marker": {"color": colour, "size": 12, "symbol": symbol},
            "hovertemplate": f"{name} of %{{y}}: %{{x:.2%}}<extra></extra>",
        }
        for name, values, colour, symbol in (
            ("precision", precision, BLUE, "circle"),
            ("recall", recall, ORANGE, "diamond"),
        )
    ]
    layout = {
        "height": 400,
        "margin": {"l": 0, "r": 0, "t": 32, "b": 0},
        "xaxis": {"tickformat": ".1%", "nticks": 6},
        "yaxis": {"tickvals": DIGITS, "autorange": "reversed", "title": {"text": "digit"}},
        "legend": LEGEND_ABOVE,
    }
    return {"data": [between, *points], "layout": layout}


def reliability_diagram(bins: Sequence[Mapping[str, float]]) -> Figure:
    """Draw the mean confidence of each bin against the share that was right; a larger point for more images.

    A bin is {"count", "confidence" 0..1, "accuracy" 0..1} (Guo et al., 2017); empty ones are left out.
    """
    filled = [bin_ for bin_ in bins if bin_["count"]]
    counts = np.array([bin_["count"] for bin_ in filled])
    ideal = {
        "type": "scatter",
        "x": [0, 1],
        "y": [0, 1],
        "mode": "lines",
        "line": {"dash": "dot", "color": GREY},
        "hoverinfo": "skip",
        "name": "means what it says",
    }
    points = {
        "type": "scatter",
        "x": [bin_["confidence"] for bin_ in filled],
        "y": [bin_["accuracy"] for bin_ in filled],
        "mode": "markers",
        "name": "this network",
        "marker": {"size": (8 + 20 * np.log1p(counts) / np.log1p(counts.max())).tolist(), "color": BLUE},
        "cliponaxis": False,
        "customdata": counts.tolist(),
        "hovertemplate": "%{customdata:,} images<br>confidence %{x:.1%}<br>right %{y:.1%}<extra></extra>",
    }
    layout = {
        "height": 400,
        "margin": {"l": 0, "r": 24, "t": 32, "b": 0},
        "xaxis": {"title": {"text": "confidence"}, "tickformat": ".0%", "range": [0, 1.02], "dtick": 0.2},
        "yaxis": {"title": {"text": "share that was right"}, "tickformat": ".0%", "range": [0, 1.04]},
        "legend": LEGEND_ABOVE,
    }
    return {"data": [ideal, points], "layout": layout}


def share_bars(shares: Mapping[str, float], label: str) -> Figure:
    """Draw a bar for each share (0..1), the largest on top, with the share at its end."""
    ordered = sorted(shares.items(), key=lambda item: item[1])
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [share for _, share in ordered],
        "y": [name for name, _ in ordered],
        "text": [f"{100 * share:.1f} %" for _, share in ordered],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": BLUE},
        "hovertemplate": "%{y}: %{x:.1%}<extra></extra>",
    }
    axis = {"title": {"text": label}, "tickformat": ".0%", "range": [0, 1], "dtick": 0.25, "fixedrange": True}
    layout = {
        "height": 70 + 30 * len(shares),
        "margin": {"l": 0, "r": 56, "t": 0, "b": 0},
        "xaxis": axis,
        "yaxis": {"fixedrange": True, "automargin": True},
        "dragmode": False,
    }
    return {"data": [bars], "layout": layout}
