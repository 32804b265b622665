"""How sure a reading has to be, before it is taken as read."""

from __future__ import annotations

import streamlit as st

from mnist_core.data.model_card import load_model_card
from mnist_core.data.threshold import default_threshold


def choose_threshold() -> float:
    """Draw the slider and return its value, 0..1."""
    percent = st.slider(
        "Call it “not sure” below",
        0,
        100,
        round(100 * default_threshold(load_model_card())),
        format="%d %%",
        key="threshold",
        bind="query-params",
        help="Measured on the test set, readings above the default were right at least nine times in ten.",
    )
    return min(max(percent, 0), 100) / 100
