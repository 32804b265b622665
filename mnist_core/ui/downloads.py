"""Results to take along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from mnist_core.io.export import to_csv, to_json
from mnist_core.io.records import Record


def show_downloads(records: Sequence[Record], threshold: float, name: str) -> None:
    """Draw a button for a CSV and one for a JSON file of `records`, called `name` and made when asked for."""
    with st.container(horizontal=True):
        for make, kind, mime in ((to_csv, "csv", "text/csv"), (to_json, "json", "application/json")):
            st.download_button(
                kind.upper(),
                partial(make, list(records), threshold),
                f"{name}.{kind}",
                mime,
                key=f"download-{name}-{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
