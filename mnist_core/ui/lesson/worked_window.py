"""The worked window: a window that slides over a picture, and how each value of the map comes about."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core.charts.reading import blue_colors
from mnist_core.ui.lesson.address import write
from mnist_core.ui.lesson.component import load_component


def show_worked_window(
    name: str,
    picture: np.ndarray,
    kernel: np.ndarray | None,
    base: np.ndarray,
    cell: tuple[int, int],
    *,
    picture_name: str,
    map_name: str,
    base_name: str = "",
    is_map: bool = False,
) -> None:
    """Draw the window over a picture (h, w), at a `cell` of the map that it makes.

    With a `kernel` (3, 3) the map is the sum of what the window sees times the weights, plus `base` (h', w'),
    made 0 where it is below; without one, the largest of each 2×2, and `base` only gives the map's size. The
    browser does the sums. Where the window comes to rest is in the address.
    """
    key = f"window-{name}"
    size = 2 if kernel is None else len(kernel)
    load_component("worked_window")(
        key=key,
        data={
            "input": _numbers(picture),
            "kernel": None if kernel is None else _numbers(kernel),
            "size": size,
            "stride": 2 if kernel is None else 1,
            "base": _numbers(base),
            "base_name": base_name,
            "row": cell[0],
            "column": cell[1],
            "input_name": picture_name,
            "output_name": map_name,
            "is_map": is_map,
            "colours": tuple(f"rgb({r},{g},{b})" for r, g, b in blue_colors().tolist()),
        },
        on_cell_change=lambda: _keep(st.session_state[key].cell),
    )


def _keep(cell: list[int]) -> None:
    write(row=cell[0] + 1, column=cell[1] + 1)


def _numbers(array: np.ndarray) -> tuple[list[float], ...]:
    """Return the rows of an array, as exact as float32 is."""
    return tuple(array.astype(np.float64).round(7).tolist())
