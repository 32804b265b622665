"""Curves of the lesson: how sure the network is over the range of a change, and how it learns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mnist_core.charts.figures import BLUE, GREY, LEGEND_ABOVE, ORANGE, Figure, vertical_line


@dataclass(frozen=True)
class Learning:
    """One measure of a training after so many `images`, on what it learned from and on what is held out."""

    name: str
    images: Sequence[int]
    learned: Sequence[float]
    held_out: Sequence[float]


def confidence_curves(amounts: np.ndarray, probabilities: np.ndarray, digit: int, now: float) -> Figure:
    """Draw how probable `digit` is, in orange, and the likeliest other one, in blue, over `amounts` (n,).

    `probabilities` is (n, 10). A dotted line stands at the amount that is set.
    """
    others = np.delete(probabilities, digit, axis=1)
    rivals = np.delete(np.arange(10), digit)[others.argmax(axis=1)]
    lines = [
        {
            "type": "scatter",
            "x": amounts,
            "y": values,
            "text": digits,
            "mode": "lines",
            "line": {"color": colour, "width": 2.5},
            "hovertemplate": "%{x:.3g}: %{text} with %{y:.1%}<extra></extra>",
        }
        for values, digits, colour in (
            (others.max(axis=1), rivals, BLUE),
            (probabilities[:, digit], np.full(len(amounts), digit), ORANGE),
        )
    ]
    layout = {
        "height": 120,
        "margin": {"l": 0, "r": 4, "t": 12, "b": 0},
        "xaxis": {"fixedrange": True, "nticks": 5},
        "yaxis": {"range": [-0.04, 1.04], "tickformat": ".0%", "fixedrange": True, "tickvals": [0, 0.5, 1]},
        "shapes": [vertical_line(now, GREY)],
        "showlegend": False,
        "dragmode": False,
    }
    return {"data": lines, "layout": layout}


def learning_curves(trainings: Sequence[Learning], label: str, most: float, share: bool) -> Figure:
    """Draw at most two trainings: solid on digits held out, dotted on those learned from.

    The last is orange, one before it blue. `most` is the top of the axis; a `share` is written in per cent.
    """
    style = ".1%" if share else ".3f"
    lines = [
        {
            "type": "scatter",
            "x": list(training.images),
            "y": list(values),
            "name": f"{training.name}, {kind}",
            "mode": "lines",
            "line": {"color": colour, "width": 2.5, "dash": dash},
            "hovertemplate": f"%{{x:,}} images: %{{y:{style}}}<extra>{training.name}, {kind}</extra>",
        }
        for training, colour in zip(reversed(trainings), (ORANGE, BLUE), strict=False)
        for values, dash, kind in (
            (training.learned, "dot", "learned"),
            (training.held_out, "solid", "held out"),
        )
    ]
    layout = {
        "height": 250,
        "margin": {"l": 0, "r": 8, "t": 44, "b": 0},
        "xaxis": {"title": {"text": "images learned from"}, "fixedrange": True, "rangemode": "tozero"},
        "yaxis": {
            "title": {"text": label},
            "range": [0, most],
            "tickformat": ".0%" if share else "",
            "fixedrange": True,
        },
        "legend": LEGEND_ABOVE,
        "showlegend": True,
        "dragmode": False,
    }
    return {"data": lines, "layout": layout}
