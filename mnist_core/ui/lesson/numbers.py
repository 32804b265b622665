"""Step 1: a picture is numbers."""

from __future__ import annotations

import streamlit as st

from mnist_core.charts.reading import enlarge
from mnist_core.ui.lesson.subject import Subject


def draw(subject: Subject) -> None:
    """Show the image, and what it is made of."""
    st.image(enlarge(subject.image, 10), alt="The 28 × 28 image", output_format="PNG")
