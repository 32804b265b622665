"""Step 5: the second layer's maps are made of the first layer's."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core.charts.lesson import signed_bars
from mnist_core.lesson.contributions import through_each_map
from mnist_core.lesson.weights import load_weights
from mnist_core.ui.lesson.address import follow, read_cell, read_number
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.lesson.worked_window import show_worked_window
from mnist_core.ui.plots import show_chart


def draw(subject: Subject) -> None:
    """Show how a cell of conv2 is the sum over all maps of pool1, and the window in one of these."""
    weights = load_weights()
    pool1, conv2 = subject.activations.pool1, subject.activations.conv2
    before, count = pool1.shape[-1], conv2.shape[-1]
    st.markdown(
        f"Each of conv2's {count} filters looks at **all {before} maps at once**, nine weights for each. "
        "A cell is the sum over all of them. So it can find a corner, where one map says “line across” and "
        "another “line down”.  \n"
        "The bars are for the cell where you clicked: what each map adds, and what it takes away."
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        number = _choose("Map of conv2", "map", count, _strongest(conv2))
        values = conv2[..., number - 1]
        cell = read_cell(values)
        shares = through_each_map(weights, pool1, number - 1)
        order = np.argsort(shares[cell])[::-1]
        through = _choose("Seen through map", "through", before, int(order[0]) + 1)
    share = shares[..., through - 1]
    show_worked_window(
        "conv2",
        pool1[..., through - 1],
        weights.conv2_kernel[..., through - 1, number - 1],
        subject.activations.conv2_sums[..., number - 1] - share,
        cell,
        picture_name=f"Map {through} of pool1, 13×13",
        map_name=f"Map {number} of conv2, 11×11",
        base_name=f"The other {before - 1} maps and the bias",
        is_map=True,
    )
    _show_shares(shares[cell], order, through, cell)
    ask(
        "How many weights has one filter of conv2?",
        f"Nine for each of the {before} maps, and a bias: 9 × {before} + 1 = "
        f"{weights.conv2_kernel[..., 0].size + 1}. All {count} filters together have "
        f"{weights.conv2_kernel.size + weights.conv2_bias.size:,}.",
    )


def _show_shares(shares: np.ndarray, order: np.ndarray, through: int, cell: tuple[int, int]) -> None:
    """Show what each map adds to a cell, (n,), in `order`; the one that is seen `through` stands out."""
    most, least = order[0], order[-1]
    show_chart(
        signed_bars(
            [str(place + 1) for place in order],
            shares[order],
            f"maps of pool1, by what they add to row {cell[0] + 1}, column {cell[1] + 1}",
            int(np.flatnonzero(order == through - 1)[0]),
        ),
        alt=f"What each map of pool1 adds to the cell: most map {most + 1} with {shares[most]:.2f}, "
        f"least map {least + 1} with {shares[least]:.2f}",
    )


def _strongest(maps: np.ndarray) -> int:
    """Return the number, from 1, of the map (h, w, n) with the largest value."""
    return int(maps.max(axis=(0, 1)).argmax()) + 1


def _choose(label: str, name: str, count: int, otherwise: int) -> int:
    key = f"conv2_{name}"
    st.session_state[key] = read_number(name, 1, count, otherwise)
    return st.slider(label, 1, count, key=key, on_change=follow(name, key), width=280)
