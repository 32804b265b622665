"""Step 3: one filter makes one map."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core.lesson.weights import load_weights
from mnist_core.ui.lesson.address import follow, read_cell, read_number
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.lesson.worked_window import show_worked_window


def draw(subject: Subject) -> None:
    """Show how one of conv1's filters makes its map."""
    weights = load_weights()
    count = weights.conv1_bias.size
    st.session_state.conv1_map = read_number("map", 1, count, 1)
    number = st.slider("Map", 1, count, key="conv1_map", on_change=follow("map", "conv1_map"))
    values = subject.activations.conv1[..., number - 1]
    show_worked_window(
        "conv1",
        subject.pixels,
        weights.conv1_kernel[..., 0, number - 1],
        np.full(values.shape, weights.conv1_bias[number - 1]),
        read_cell(values),
        picture_name="The image, 28×28",
        map_name=f"Map {number} of {count}, 26×26",
        base_name="Bias",
    )
    ask("Why?", "Because.")
