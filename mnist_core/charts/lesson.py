"""Charts of the lesson: what each part adds to a sum."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist_core.charts.figures import BLUE, ORANGE, Figure

MARGIN = {"l": 0, "r": 0, "t": 8, "b": 0}
EDGE = "#ffb020"


def signed_bars(names: Sequence[str], values: np.ndarray, title: str, chosen: int | None = None) -> Figure:
    """Draw values (n,) as bars under their names, in the order given: orange above 0, blue below.

    The bar at the place `chosen` has an edge.
    """
    bars = {
        "type": "bar",
        "x": list(names),
        "y": values.tolist(),
        "marker": {
            "color": [ORANGE if value >= 0 else BLUE for value in values],
            "line": {"color": EDGE, "width": [4 if place == chosen else 0 for place in range(len(values))]},
        },
        "hovertemplate": "%{x}: %{y:.3f}<extra></extra>",
    }
    layout = {
        "height": 240,
        "margin": MARGIN,
        "bargap": 0.15,
        "xaxis": {"type": "category", "fixedrange": True, "title": {"text": title}},
        "yaxis": {"fixedrange": True, "nticks": 5},
        "dragmode": False,
    }
    return {"data": [bars], "layout": layout}


def feature_bars(features: np.ndarray) -> Figure:
    """Draw features (64,), none below 0, as bars numbered from 1."""
    bars = {
        "type": "bar",
        "x": list(range(1, len(features) + 1)),
        "y": features.tolist(),
        "marker": {"color": ORANGE, "line": {"width": 0}},
        "hovertemplate": "feature %{x}: %{y:.3f}<extra></extra>",
    }
    layout = {
        "height": 180,
        "margin": MARGIN,
        "bargap": 0.15,
        "xaxis": {"fixedrange": True, "title": {"text": "feature"}, "range": [0, len(features) + 1]},
        "yaxis": {"fixedrange": True, "nticks": 4},
        "dragmode": False,
    }
    return {"data": [bars], "layout": layout}
