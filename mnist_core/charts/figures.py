"""What all Plotly figures share: where they begin, and colours that stand out in light and in dark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

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

_TURN = RLock()
_Parameters, _Made = ParamSpec("_Parameters"), TypeVar("_Made")

STILL_AXIS = {"visible": False, "fixedrange": True}
LEGEND_ABOVE = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}


def in_turn(make: Callable[_Parameters, _Made]) -> Callable[_Parameters, _Made]:
    """Have only one thread at a time `make` something of figures, and none while pandas is loaded."""

    @wraps(make)
    def make_in_turn(*arguments: _Parameters.args, **options: _Parameters.kwargs) -> _Made:
        with _TURN:
            return make(*arguments, **options)

    return make_in_turn


def load_pandas() -> None:
    """Import pandas, which Streamlit's tables need and nothing else, while no figure is in the making.

    It takes 65 MB and a third of a second, so it is imported no sooner. Plotly asks of all values whether
    they are pandas', and fails on a pandas that another visitor's thread has half imported.
    """
    with _TURN:
        import pandas  # noqa: F401


def new_figure(traces: Sequence[dict[str, Any]] = (), layout: dict[str, Any] | None = None) -> go.Figure:
    """Return a figure of these traces, to which more can be added."""
    import plotly.graph_objects as go

    return go.Figure(list(traces), layout)
