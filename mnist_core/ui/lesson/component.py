"""The lesson's components of its own: each a Python module with its HTML, CSS and JavaScript beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

FOLDER = Path(__file__).parent


@cache
def load_component(name: str) -> ComponentRenderer:
    """Return what mounts the component of this name.

    What its data hold is better a tuple than a list, in which Streamlit looks for a table, with pandas.
    """
    html, css, js = ((FOLDER / f"{name}.{end}").read_text(encoding="utf-8") for end in ("html", "css", "js"))
    return st.components.v2.component(f"lesson_{name}", html=html, css=css, js=js)
