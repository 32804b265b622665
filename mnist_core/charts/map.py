"""The map of the test set: every image a point, and alike to the network means near each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mnist_core.charts.figures import DIGIT_COLOURS, INK, LEGEND_ABOVE, STILL_AXIS, Figure

DIGITS = range(10)
STAR = "#ffd43b"
PALE = "rgba(255, 255, 255, 0.85)"


def feature_map(places: np.ndarray, labels: np.ndarray, said: np.ndarray) -> Figure:
    """Draw the test set as a map: a point for each image at places (n, 2), a colour for each label (n,).

    Images that were read as another digit (`said`, (n,)) are crosses. The `customdata` of a point is the
    number of its image; a selected point is drawn large.
    """
    wrong = said != labels
    cross = {"color": INK, "size": 10, "symbol": "x", "opacity": 1, "line": {"color": "white", "width": 1}}
    islands = [
        _images(
            places,
            np.flatnonzero((labels == digit) & ~wrong),
            str(digit),
            {"color": DIGIT_COLOURS[digit], "size": 4, "opacity": 0.7},
        )
        for digit in DIGITS
    ]
    middles = [np.median(places[labels == digit], axis=0) for digit in DIGITS]
    axis = {**STILL_AXIS, "fixedrange": False}
    layout = {
        "height": 560,
        "margin": {"l": 0, "r": 0, "t": 32, "b": 0},
        "xaxis": axis,
        "yaxis": axis,
        "dragmode": "pan",
        "uirevision": "map",
        "legend": {**LEGEND_ABOVE, "itemsizing": "constant"},
        "annotations": [
            _label(middle, str(digit), PALE, size=20, above=0) for digit, middle in enumerate(middles)
        ],
    }
    return {"data": [*islands, _images(places, np.flatnonzero(wrong), "misread", cross)], "layout": layout}


def _images(places: np.ndarray, chosen: np.ndarray, name: str, marker: dict[str, Any]) -> dict[str, Any]:
    """Return the images with the numbers `chosen` (k,): points that do not fade when another is selected."""
    return {
        "type": "scattergl",
        "x": places[chosen, 0],
        "y": places[chosen, 1],
        "customdata": chosen.tolist(),
        "mode": "markers",
        "name": name,
        "marker": marker,
        "selected": {"marker": {"size": 22, "opacity": 1}},
        "unselected": {"marker": {"opacity": marker["opacity"]}},
        "hovertemplate": f"{name}: test image %{{customdata}}<extra></extra>",
    }


def _label(place: np.ndarray, text: str, background: str, size: int, above: int) -> dict[str, Any]:
    """Return `text` as a note on the map, `above` screen pixels above the place (2,)."""
    return {
        "x": float(place[0]),
        "y": float(place[1]),
        "yshift": above,
        "text": f"<b>{text}</b>",
        "showarrow": False,
        "font": {"size": size, "color": INK},
        "bgcolor": background,
        "borderpad": 3,
    }


def mark_places(figure: Figure, places: np.ndarray, names: Sequence[str]) -> Figure:
    """Return a `feature_map` with stars at places (n, 2) and their names, on top of all points."""
    stars = {
        "type": "scattergl",
        "x": places[:, 0].tolist(),
        "y": places[:, 1].tolist(),
        "text": list(names),
        "mode": "markers",
        "name": "yours",
        "marker": {"symbol": "star", "size": 24, "color": STAR, "line": {"color": INK, "width": 2}},
        "unselected": {"marker": {"opacity": 1}},
        "hovertemplate": "yours: %{text}<extra></extra>",
    }
    labels = [
        _label(place, f"yours: {name}", STAR, 13, 26) for place, name in zip(places, names, strict=True)
    ]
    layout = figure["layout"]
    return {
        "data": [*figure["data"], stars],
        "layout": layout | {"annotations": [*layout["annotations"], *labels]},
    }
