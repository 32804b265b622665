"""Step 3: one filter makes one map."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core.lesson.convolution import convolve, relu
from mnist_core.lesson.filters import LARGEST, PRESETS, read_filter, write_filter
from mnist_core.lesson.weights import load_weights
from mnist_core.ui.lesson.address import erase, follow, read_cell, read_number, write
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.lesson.worked_window import show_worked_window

LEARNED, OWN = "learned", "own"


def draw(subject: Subject) -> None:
    """Show how a filter of conv1, or one that is made up, makes its map."""
    st.markdown(
        "A **filter** is nine weights. It lies on 3×3 pixels, multiplies each by its weight and adds up: "
        "that is one value of its **map**. Then it slides on. What is below 0 becomes 0: **ReLU**.  \n"
        "Move over the map, or play. A click holds the window, and this page's address leads to its place."
    )
    weights = load_weights()
    count = weights.conv1_bias.size
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.session_state.conv1_map = read_number("map", 1, count, 1)
        number = st.slider("Map", 1, count, key="conv1_map", on_change=follow("map", "conv1_map"), width=280)
        learned, bias = weights.conv1_kernel[..., 0, number - 1], float(weights.conv1_bias[number - 1])
        made_up = _made_up()
        kernel, bias = (learned, bias) if made_up is None else (made_up, 0.0)
        _choose_filter(kernel)
    values = relu(convolve(subject.pixels[..., None], kernel[..., None, None], np.float32(bias)))[..., 0]
    show_worked_window(
        "conv1",
        subject.pixels,
        kernel,
        np.full(values.shape, bias),
        read_cell(values),
        picture_name="The image, 28×28",
        map_name=f"Map {number} of {count}, 26×26" if made_up is None else "The map of this filter, 26×26",
        base_name="Bias",
    )
    ask(
        "The map is 26 wide, the image 28. Where did two columns go?",
        "The window must lie wholly on the image. Its middle can be in none of the outermost pixels, and one "
        "row or column is lost on each side: 28 − 2 = 26.",
    )


def _made_up() -> np.ndarray | None:
    """Return the filter that the address gives, by its name or its nine numbers; None for the learned one."""
    words = st.query_params.get("filter", "")
    if words in PRESETS:
        return PRESETS[words]
    try:
        return read_filter(words)
    except ValueError:
        return None


def _choose_filter(kernel: np.ndarray) -> None:
    """Draw what takes another filter, or another number for one of its nine."""
    words = st.query_params.get("filter", "")
    chosen = words if words in PRESETS else LEARNED if _made_up() is None else OWN
    st.session_state.filter_name = chosen
    st.segmented_control(
        "Filter",
        [LEARNED, *PRESETS, *([OWN] if chosen == OWN else [])],
        required=True,
        format_func=str.capitalize,
        key="filter_name",
        on_change=_take_name,
    )
    editor = st.popover("Nine numbers", icon=":material/edit:", on_change="rerun", key="filter_editor")
    if editor.open:
        with editor, st.grid(3, wrap=False, min_column_width=90):
            for place, weight in enumerate(kernel.flat):
                key = f"weight_{place}"
                st.session_state[key] = round(float(weight), 2)
                st.number_input(
                    f"Row {place // 3 + 1}, column {place % 3 + 1}",
                    -LARGEST,
                    LARGEST,
                    step=0.1,
                    key=key,
                    on_change=_take_numbers,
                )


def _take_name() -> None:
    name = st.session_state.filter_name
    if name == LEARNED:
        erase("filter")
    else:
        write(filter=name)


def _take_numbers() -> None:
    numbers = [st.session_state[f"weight_{place}"] for place in range(9)]
    write(filter=write_filter(np.array(numbers)))
