"""The readings of this visit, kept in its session and nowhere else."""

from __future__ import annotations

import streamlit as st

from mnist_core.evaluation.scoring import right_digits
from mnist_core.ui import visit
from mnist_core.ui.downloads import show_downloads
from mnist_core.ui.table import show_table


def show_history(threshold: float) -> None:
    """Show what was read in this visit, newest first, and how often it was right, behind a line to click."""
    kept = visit.history()
    if not kept:
        return
    opened = st.expander(
        "Readings of this visit", icon=":material/history:", key="history_open", on_change="rerun"
    )
    if not opened.open:
        return  # its table is made for who looks at it
    with opened:
        right, known = right_digits([*kept.values(), *visit.batch_records()])
        if known:
            st.markdown(
                f"Right in **{right} of {known}** digits whose truth is known, from a label or from you."
            )
        newest_first = dict(reversed(kept.items()))
        st.caption("Click a row to open it again.")
        key = f"history-{len(kept)}-{next(iter(newest_first))}"
        show_table(newest_first, threshold, key, "Readings of this visit")
        with st.container(horizontal=True):
            show_downloads(list(kept.values()), threshold, "visit")
            st.button("Clear the history", icon=":material/delete:", on_click=kept.clear)
