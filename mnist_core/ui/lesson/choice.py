"""Another digit for the lesson: a sample, or one drawn on the spot."""

from __future__ import annotations

import streamlit as st

from mnist_core.ui.draw import draw
from mnist_core.ui.picture import choose
from mnist_core.ui.samples import first_picture, offer_samples


def offer_digits() -> None:
    """Draw a button that opens the samples and the pad; what is chosen there is read as on Home."""
    popover = st.popover("Another digit", icon=":material/draw:", on_change="rerun", key="other_digit")
    if popover.open:
        with popover:
            if "picture" not in st.session_state:
                choose(first_picture())
            draw()
            offer_samples()
            st.page_link("streamlit_app.py", label="Photograph or upload one", icon=":material/home:")
