"""Curves of the lesson: how sure the network is over the range of a change, and how it learns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mnist_core.charts.figures import BLUE, GREY, ORANGE, new_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go


def confidence_curves(amounts: np.ndarray, probabilities: np.ndarray, digit: int, now: float) -> go.Figure:
    """Draw how probable `digit` is, in orange, and the likeliest other one, in blue, over `amounts` (n,).

    `probabilities` is (n, 10). A dotted line stands at the amount that is set.
    """
    others = np.delete(probabilities, digit, axis=1)
    rivals = np.delete(np.arange(10), digit)[others.argmax(axis=1)]
    figure = new_figure()
    for values, digits, colour in (
        (others.max(axis=1), rivals, BLUE),
        (probabilities[:, digit], np.full(len(amounts), digit), ORANGE),
    ):
        figure.add_scatter(
            x=amounts,
            y=values,
            text=digits,
            mode="lines",
            line={"color": colour, "width": 2.5},
            hovertemplate="%{x:.3g}: %{text} with %{y:.1%}<extra></extra>",
        )
    figure.add_vline(now, line={"dash": "dot", "width": 2, "color": GREY})
    figure.update_layout(
        height=120,
        margin={"l": 0, "r": 4, "t": 12, "b": 0},
        xaxis={"fixedrange": True, "nticks": 5},
        yaxis={"range": [-0.04, 1.04], "tickformat": ".0%", "fixedrange": True, "tickvals": [0, 0.5, 1]},
        showlegend=False,
        dragmode=False,
    )
    return figure
