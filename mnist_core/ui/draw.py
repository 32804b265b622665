"""A pad to draw on, read again after every stroke."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_drawable_canvas import CanvasResult, st_canvas

from mnist_core.ui.picture import Picture, choose

WIDTH, HEIGHT = 340, 240  # pixels: as wide as a 390 px phone has room for
# A digit drawn 150 px high then has strokes of 2.7 of MNIST's 20 px, the thin end of what MNIST has.
BRUSH = 20
PAPER, INK = "#ffffff", "#000000"
EMPTY: dict[str, Any] = {"objects": []}


def draw() -> bool:
    """Show the pad with its tools; return whether there is anything on it.

    The drawing is kept for the whole visit: `drawing` in the session is what is on the pad, `pad_start`
    what the pad is told to begin with, which takes back whatever was drawn since when it changes.
    """
    state = st.session_state
    state.setdefault("drawing", EMPTY)
    if "pad" not in state:
        state.pad_start = state.drawing
    st.caption("Draw a digit, or several side by side.")
    result = st_canvas(
        stroke_width=state.get("brush", BRUSH),
        stroke_color=INK,
        background_color=PAPER,
        initial_drawing=state.pad_start,
        width=WIDTH,
        height=HEIGHT,
        return_image_data=True,
        key="pad",
    )
    _take(result)
    empty = not state.drawing["objects"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("Undo", icon=":material/undo:", on_click=_take_back, args=(1,), disabled=empty)
        st.button("Clear", icon=":material/delete:", on_click=_take_back, disabled=empty)
        st.slider("Brush width", 6, 40, BRUSH, key="brush", persist_state="session", width=130)
    return not empty


def _take(result: CanvasResult) -> None:
    """Make what is on the pad the picture that is shown, if the pad has sent anything new."""
    state = st.session_state
    drawing = result.json_data
    try:
        objects, picture = list(drawing["objects"]), result.image_bytes
    except (TypeError, KeyError, ValueError, AttributeError):
        return  # not what the pad sends
    if picture is None or objects == state.drawing["objects"]:
        return
    state.drawing = {"objects": objects}
    if objects:
        number = state.setdefault("drawing_number", 1)
        choose(Picture(f"Drawing {number}", picture, f"drawing-{number}"))


def _take_back(strokes: int | None = None) -> None:
    """Take the last strokes off the pad, or all of them; a cleared pad begins a new drawing."""
    state = st.session_state
    objects = state.drawing["objects"][:-strokes] if strokes else []
    # The pad looks only at a beginning that differs from the last one: number them.
    state.pad_start = {"objects": objects, "revision": state.pad_start.get("revision", 0) + 1}
    if not objects:
        state.drawing_number = state.get("drawing_number", 1) + 1
