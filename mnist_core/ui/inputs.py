"""How a visitor brings a digit in: four ways, one control."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from mnist_core.ui.camera import choose_photo
from mnist_core.ui.draw import draw
from mnist_core.ui.samples import choose_sample, first_picture, offer_samples
from mnist_core.ui.upload import choose_file, has_uploaded


class Way(StrEnum):
    """A way in."""

    DRAW = "Draw"
    CAMERA = "Camera"
    UPLOAD = "Upload"
    SAMPLES = "Samples"


def choose_way() -> Way:
    """Draw the control and return the way that is chosen; it stays for the visit and is in the address."""
    state = st.session_state
    state.setdefault("picture", first_picture())
    # A link to a sample opens the samples, though the address names no way.
    state.setdefault("first_way", Way.SAMPLES if "sample" in st.query_params else Way.UPLOAD)
    if "last_way" in state:
        # A way that came by a link is lost when another page was open in between.
        state.setdefault("way", str(state.last_way))
    state.last_way = Way(
        st.segmented_control(
            "How do you bring it in?",
            [*map(str, Way)],
            default=str(state.first_way),
            required=True,
            key="way",
            bind="query-params",
            label_visibility="collapsed",
        )
    )
    return state.last_way


def choose_picture(way: Way) -> bool:
    """Draw what belongs to `way`; what is chosen is `st.session_state.picture`. Return whether to show it."""
    if way is Way.DRAW:
        return draw()
    {Way.CAMERA: choose_photo, Way.UPLOAD: choose_file, Way.SAMPLES: choose_sample}[way]()
    if way is Way.UPLOAD and not has_uploaded():
        offer_samples()
    return True
