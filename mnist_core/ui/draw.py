"""A pad to draw on, read whenever the pen rests."""

from __future__ import annotations

import streamlit as st

from mnist_core import ModelFileError, Reading, load_recognizer
from mnist_core.ui.pad.component import Drawing, show_pad
from mnist_core.ui.picture import Picture, choose
from mnist_core.ui.results import read_chosen

PAD = "pad"


def draw() -> bool:
    """Show the pad; return whether there is anything on it, which is then the picture that is chosen."""
    state = st.session_state
    if PAD not in state and "drawn" in state:
        choose(state.drawn)  # back from another way in, or another page
    st.caption("Draw a digit, or several side by side. Each is read while you draw.")
    return show_pad(PAD, _read, "A pad to draw digits on") is not None


def _read(drawing: Drawing) -> Reading | None:
    picture = Picture(f"Drawing {drawing.number}", drawing.picture, f"drawing-{drawing.number}")
    st.session_state.drawn = picture
    choose(picture)
    try:
        return read_chosen(load_recognizer()).reading
    except ModelFileError:
        return None  # the page says so in the place of the answer
