"""What all Plotly figures share: where they begin, and colours that stand out in light and in dark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Lines and marks: at least 3:1 against the page's background in both themes.
BLUE = "#3d8bc4"
ORANGE = "#c96a1b"
GREY = "#7d8597"
# One for each digit.
DIGIT_COLOURS = (
    BLUE, ORANGE, "#2f9e57", "#d6455d", "#8a63d2", "#9a7b4f", "#d0559f", "#6b8e23", "#0f9aa8", GREY,
)  # fmt: skip
# Fills, and the text that is written on them.
LIGHT_BLUE = "#a9d9f4"
LIGHT_ORANGE = "#f9d2a4"
INK = "#12304a"

STILL_AXIS = {"visible": False, "fixedrange": True}
LEGEND_ABOVE = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}


def new_figure(traces: Sequence[dict[str, Any]] = (), layout: dict[str, Any] | None = None) -> go.Figure:
    """Return a figure of these traces, to which more can be added."""
    # Plotly asks whether values are pandas', and fails on a pandas that another visitor's thread has half
    # imported (Streamlit's tables load it). Importing it here waits for that.
    import pandas  # noqa: F401
    import plotly.graph_objects as go

    return go.Figure(list(traces), layout)
