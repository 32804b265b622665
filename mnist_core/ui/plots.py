"""Plotly figures on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from mnist_core.charts.figures import in_turn

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from streamlit.typing import PlotlyState

# All of Plotly's toolbar but the camera, which comes when the pointer is over the chart.
CAMERA = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "svg", "filename": "chart"},
}


@in_turn
def show_chart(figure: go.Figure, alt: str, **options: Any) -> PlotlyState:
    """Draw `figure` across the width, with a camera that saves it as SVG; `alt` says what it shows.

    `options` go to `st.plotly_chart`; what that returns is returned.
    """
    import plotly.io as pio

    # Streamlit's own grey for chart text is 3.6:1 on the light theme. The colours of this template stand for
    # those of the theme; the browser puts them in, and changes them with the theme. The last of
    # `chartSequentialColors` is the strongest.
    strongest = pio.templates["streamlit"].layout.colorscale.sequential[-1][1]
    # Changing a figure takes much longer than changing its dictionary, and so does checking the template,
    # which every figure gets anyway.
    spec = figure.to_dict()
    layout = spec["layout"]
    layout.pop("template", None)
    axes = {"xaxis", "yaxis"} | {name for name in layout if name.startswith(("xaxis", "yaxis"))}
    for place in (layout, _within(layout, "legend")):
        _within(place, "font")["color"] = strongest
    for axis in (_within(layout, name) for name in sorted(axes)):
        _within(axis, "tickfont")["color"] = _within(axis, "title", "font")["color"] = strongest
    return st.plotly_chart(spec, config=CAMERA, alt=alt, **options)


def _within(place: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the dictionary under these names, one within the other, made where there is none."""
    for name in names:
        place = place.setdefault(name, {})
    return place
