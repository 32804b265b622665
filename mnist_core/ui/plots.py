"""Plotly figures on a page, and the pandas that tables need beside them."""

from __future__ import annotations

from copy import deepcopy
from threading import Lock
from typing import TYPE_CHECKING, Any

import streamlit as st

from mnist_core.charts.figures import Figure

if TYPE_CHECKING:
    from streamlit.typing import PlotlyState

# All of Plotly's toolbar but the camera, which comes when the pointer is over the chart.
CAMERA = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "svg", "filename": "chart"},
}
_TURN = Lock()


def show_chart(figure: Figure, alt: str, **options: Any) -> PlotlyState:
    """Draw `figure` across the width, with a camera that saves it as SVG; `alt` says what it shows.

    `options` go to `st.plotly_chart`; what that returns is returned.
    """
    import plotly.io as pio

    # Streamlit's own grey for chart text is 3.6:1 on the light theme. The colours of this template stand for
    # those of the theme; the browser puts them in, and changes them with the theme. The last of
    # `chartSequentialColors` is the strongest.
    strongest = pio.templates["streamlit"].layout.colorscale.sequential[-1][1]
    layout = deepcopy(figure["layout"])
    axes = {"xaxis", "yaxis"} | {name for name in layout if name.startswith(("xaxis", "yaxis"))}
    for place in (layout, _within(layout, "legend")):
        _within(place, "font")["color"] = strongest
    for axis in (_within(layout, name) for name in sorted(axes)):
        _within(axis, "tickfont")["color"] = _within(axis, "title", "font")["color"] = strongest
    with _TURN:
        return st.plotly_chart({"data": figure["data"], "layout": layout}, config=CAMERA, alt=alt, **options)


def load_pandas() -> None:
    """Import pandas, which Streamlit's tables need and nothing else, while no figure is in the making.

    It takes 65 MB and a third of a second, so it is imported no sooner. Plotly asks of all values whether
    they are pandas', and fails on a pandas that another visitor's thread has half imported.
    """
    with _TURN:
        import pandas  # noqa: F401


def _within(place: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the dictionary under these names, one within the other, made where there is none."""
    for name in names:
        place = place.setdefault(name, {})
    return place
