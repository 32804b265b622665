"""A batch of pictures: its progress, then a table of what came of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import streamlit as st

from mnist_core import Recognizer
from mnist_core.batch import Batch
from mnist_core.evaluation.scoring import accuracy, confusion, labels_from_names, with_labels
from mnist_core.io.archive import Source
from mnist_core.io.records import Record, Status
from mnist_core.ui.downloads import show_downloads
from mnist_core.ui.plots import load_pandas
from mnist_core.ui.table import show_table
from mnist_core.ui.visit import ROW

LABELLED_SHARE = 0.5  # of the names must hold a digit before it is offered to compare with them
POLL = 1.0  # seconds between two looks at the progress


def begin_batch(recognizer: Recognizer) -> None:
    """Start reading what was uploaded, if it waits to be read; it takes the place of any batch before."""
    state = st.session_state
    sources: list[Source] = state.pop("waiting_sources", [])
    if sources:
        close_batch()
        state.batch = Batch(recognizer, sources)
        state.batch_number = state.get("batch_number", 0) + 1
        state.picture_before_batch = state.picture


def batch_stands_alone() -> bool:
    """Whether there is a batch, and the visitor has chosen no picture since it was uploaded."""
    state = st.session_state
    return "batch" in state and state.picture is state.picture_before_batch


def close_batch() -> None:
    """End and forget the batch, if there is one."""
    batch = st.session_state.pop("batch", None)
    if batch:
        batch.cancel()


def show_batch(threshold: float) -> None:
    """Show the progress of the batch, or what came of it; nothing where there is no batch."""
    batch = st.session_state.get("batch")
    if not batch:
        return
    with st.container(border=True):
        st.subheader(f"Batch of {batch.total:,} picture{'s' if batch.total > 1 else ''}")
        if batch.running:
            _show_progress(batch)
        else:
            _show_results(batch, threshold)


@st.fragment(run_every=POLL)
def _show_progress(batch: Batch) -> None:
    if not batch.running:
        st.rerun()
    done, left = len(batch.records), batch.seconds_left
    time_left = "" if left is None else f", about {_duration(left)} left"
    st.progress(done / batch.total, f"{done:,} of {batch.total:,} read{time_left}")
    st.button("Cancel", icon=":material/cancel:", on_click=batch.cancel)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _show_results(batch: Batch, threshold: float) -> None:
    records = batch.records
    if len(records) < batch.total:
        st.caption(f"Stopped after {len(records):,} of {batch.total:,}.")
    number = st.session_state.batch_number
    _offer_comparison(batch, number)
    counts = Counter(record.status(threshold) for record in records)
    chosen = st.pills(
        "Show only",
        [status for status in Status if counts[status]],
        selection_mode="multi",
        format_func=lambda status: f"{status} ({counts[status]:,})",
        key=f"filter-{number}",
    )
    rows = {
        f"{ROW}{place}": record
        for place, record in enumerate(records)
        if not chosen or record.status(threshold) in chosen
    }
    if rows:
        st.caption("Click a row to see it in full above. A click on a column's name sorts by it.")
        show_table(rows, threshold, f"batch-{number}-{'-'.join(chosen)}", "What came of each picture")
    with st.container(horizontal=True):
        show_downloads(records, threshold, "batch")
        st.button("Close the batch", icon=":material/close:", on_click=close_batch)


def _offer_comparison(batch: Batch, number: int) -> None:
    labelled = [label for label in labels_from_names([record.name for record in batch.records]) if label]
    if len(labelled) < max(2, LABELLED_SHARE * len(batch.records)):
        return
    compare = st.toggle(
        "Compare with the numbers in the file names",
        key=f"compare-{number}",
        help="For names that begin with the true number, as 3450_anna.png and 7.png do, or end with the true "
        "digit, as digit-7.png does.",
    )
    if compare:
        batch.records[:] = with_labels(batch.records)
        _show_comparison(batch.records)
    else:
        batch.records[:] = [replace(record, label="") for record in batch.records]


def _show_comparison(records: list[Record]) -> None:
    right, count = accuracy(records)
    others = len(records) - count
    left_out = f" {others:,} not compared: their names say no number." if others else ""
    st.markdown(f"**{right:,} of {count:,}** read as their names say: {right / count:.1%}.{left_out}")
    table = confusion(records)
    with st.expander("Confusion: each row is a digit by name, each column what it was read as"):
        columns = {"named": [*range(10)]}
        columns |= {str(digit): table[:, digit] for digit in range(10)}
        columns |= {"no single digit": table[:, 10]}
        load_pandas()
        st.dataframe(columns, hide_index=True, alt="How often each named digit was read as each digit")
