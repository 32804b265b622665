"""Plotly figures on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from streamlit.typing import PlotlyState

# All of Plotly's toolbar but the camera, which comes when the pointer is over the chart.
CAMERA = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "svg", "filename": "chart"},
}


def show_chart(figure: go.Figure, alt: str, **options: Any) -> PlotlyState:
    """Draw `figure` across the width, with a camera that saves it as SVG; `alt` says what it shows.

    `options` go to `st.plotly_chart`; what that returns is returned.
    """
    import plotly.io as pio

    # Streamlit's own grey for chart text is 3.6:1 on the light theme. The colours of this template stand for
    # those of the theme; the browser puts them in, and changes them with the theme. The last of
    # `chartSequentialColors` is the strongest.
    strongest = pio.templates["streamlit"].layout.colorscale.sequential[-1][1]
    figure.update_layout(font_color=strongest, legend_font_color=strongest)
    figure.update_xaxes(tickfont_color=strongest, title_font_color=strongest)
    figure.update_yaxes(tickfont_color=strongest, title_font_color=strongest)
    return st.plotly_chart(figure, config=CAMERA, alt=alt, **options)
