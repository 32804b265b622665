"""The pixel grid: an image whose numbers can be seen, painted and erased one by one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from mnist_core.ui.lesson.component import load_component

KEY = "pixel_grid"


def show_pixel_grid(image: np.ndarray, label: str, on_paint: Callable[[np.ndarray], None]) -> None:
    """Draw an image (n, n) uint8, named by `label`; after each stroke, `on_paint` gets the new one."""
    painted = st.session_state.get(KEY, {}).get("painted")
    load_component("pixel_grid")(
        key=KEY,
        data={
            "pixels": tuple(image.ravel().tolist()),
            "side": len(image),
            "label": label,
            "strokes": painted["strokes"] if painted else 0,
        },
        on_painted_change=lambda: on_paint(_image(image.shape)),
    )


def _image(shape: tuple[int, ...]) -> np.ndarray:
    pixels = st.session_state[KEY].painted["pixels"]
    return np.array(pixels, np.uint8).reshape(shape)
