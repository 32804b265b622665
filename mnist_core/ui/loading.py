"""The recognizer for a page, or what to do where it cannot be loaded."""

from __future__ import annotations

import streamlit as st

from mnist_core import ModelFileError, Recognizer, load_recognizer


def find_recognizer() -> Recognizer | None:
    """Return the recognizer; where a model file fails, say which and how to get it back, and return None."""
    try:
        return load_recognizer()
    except ModelFileError as error:
        file = f"models/{error.path.name}"
        st.error(
            f"`{file}` is what fails. Get it back with\n\n    git checkout {file}\n\n"
            "or train a new network with `python -m mnist_core.training`, then reload this page.",
            title=f"The network cannot be loaded: {error}",
            icon=":material/error:",
        )
        return None
