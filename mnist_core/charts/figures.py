"""What all Plotly figures share: what they are, and colours that stand out in light and in dark."""

from __future__ import annotations

from typing import Any

# A Plotly figure as its reference describes it: its traces under "data", all else under "layout".
Figure = dict[str, Any]

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


def vertical_line(at: float, colour: str) -> dict[str, Any]:
    """Return a shape: a dotted line from the bottom to the top of the chart."""
    ends = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "y domain"}
    return {"type": "line", **ends, "line": {"dash": "dot", "width": 2, "color": colour}}


def square_around(x: float, y: float, width: float, line: dict[str, Any]) -> dict[str, Any]:
    """Return a shape: an empty square with its middle at (x, y)."""
    half = width / 2
    return {"type": "rect", "x0": x - half, "x1": x + half, "y0": y - half, "y1": y + half, "line": line}
