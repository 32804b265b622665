"""Step 4: pooling keeps the largest of four."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core.ui.lesson.address import follow, read_cell, read_number
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.lesson.worked_window import show_worked_window


def draw(subject: Subject) -> None:
    """Show which of four values of a map of conv1 goes on."""
    st.markdown(
        "Of every 2×2 values of a map only the **largest** goes on: *max pooling*. The map gets half as wide "
        "and half as high, and what was found is still there. No weights, nothing to learn.  \n"
        "Move over the small map to see which of four wins."
    )
    maps, pooled = subject.activations.conv1, subject.activations.pool1
    count = maps.shape[-1]
    st.session_state.pool1_map = read_number("map", 1, count, 1)
    number = st.slider("Map", 1, count, key="pool1_map", on_change=follow("map", "pool1_map"), width=280)
    values = pooled[..., number - 1]
    show_worked_window(
        "pool1",
        maps[..., number - 1],
        None,
        np.zeros(values.shape),
        read_cell(values),
        picture_name=f"Map {number} of conv1, 26×26",
        map_name=f"Map {number} of pool1, 13×13",
        is_map=True,
    )
    ask(
        "Move the digit one pixel to the right. What does pooling do to that?",
        "Within each 2×2 the largest may stand anywhere: many of the pooled values stay the same. So the "
        "layers behind see nearly the same digit. That makes the network less particular about the place.",
    )
