"""The map of the test set: every image a point, and alike to the network means near each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mnist_core.charts.figures import DIGIT_COLOURS, INK, LEGEND_ABOVE, STILL_AXIS, in_turn, new_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

DIGITS = range(10)
STAR = "#ffd43b"


@in_turn
def feature_map(places: np.ndarray, labels: np.ndarray, said: np.ndarray) -> go.Figure:
    """Draw the test set as a map: a point for each image at places (n, 2), a colour for each label (n,).

    Images that were read as another digit (`said`, (n,)) are crosses. The `customdata` of a point is the
    number of its image; a selected point is drawn large.
    """
    figure = new_figure()
    wrong = said != labels
    for digit in DIGITS:
        chosen = np.flatnonzero((labels == digit) & ~wrong)
        marker = {"color": DIGIT_COLOURS[digit], "size": 4, "opacity": 0.7}
        _add_images(figure, places, chosen, str(digit), marker)
    cross = {"color": INK, "size": 10, "symbol": "x", "opacity": 1, "line": {"color": "white", "width": 1}}
    _add_images(figure, places, np.flatnonzero(wrong), "misread", cross)
    for digit in DIGITS:
        middle = np.median(places[labels == digit], axis=0)
        _add_label(figure, middle, str(digit), "rgba(255, 255, 255, 0.85)", size=20, above=0)
    axis = {**STILL_AXIS, "fixedrange": False}
    figure.update_layout(
        height=560,
        margin={"l": 0, "r": 0, "t": 32, "b": 0},
        xaxis=axis,
        yaxis=axis,
        dragmode="pan",
        uirevision="map",
        legend={**LEGEND_ABOVE, "itemsizing": "constant"},
    )
    return figure


def _add_images(figure: go.Figure, places: np.ndarray, chosen: np.ndarray, name: str, marker: dict) -> None:
    """Add the images with the numbers `chosen` (k,) as points that do not fade when another is selected."""
    figure.add_scattergl(
        x=places[chosen, 0],
        y=places[chosen, 1],
        customdata=chosen.tolist(),
        mode="markers",
        name=name,
        marker=marker,
        selected={"marker": {"size": 22, "opacity": 1}},
        unselected={"marker": {"opacity": marker["opacity"]}},
        hovertemplate=f"{name}: test image %{{customdata}}<extra></extra>",
    )


def _add_label(
    figure: go.Figure, place: np.ndarray, text: str, background: str, size: int, above: int
) -> None:
    """Write `text` on the map, `above` screen pixels above the place (2,)."""
    figure.add_annotation(
        x=float(place[0]),
        y=float(place[1]),
        yshift=above,
        text=f"<b>{text}</b>",
        showarrow=False,
        font={"size": size, "color": INK},
        bgcolor=background,
        borderpad=3,
    )


@in_turn
def mark_places(figure: go.Figure, places: np.ndarray, names: Sequence[str]) -> None:
    """Mark places (n, 2) on a `feature_map` with stars and their names, on top of all points."""
    figure.add_scattergl(
        x=places[:, 0].tolist(),
        y=places[:, 1].tolist(),
        text=list(names),
        mode="markers",
        name="yours",
        marker={"symbol": "star", "size": 24, "color": STAR, "line": {"color": INK, "width": 2}},
        unselected={"marker": {"opacity": 1}},
        hovertemplate="yours: %{text}<extra></extra>",
    )
    for place, name in zip(places, names, strict=True):
        _add_label(figure, place, f"yours: {name}", STAR, size=13, above=26)
