"""Records as a table; a click on a row opens it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import partial

import streamlit as st

from mnist_core.io.records import Record
from mnist_core.reading import row_texts
from mnist_core.ui import visit
from mnist_core.ui.plots import load_pandas

COLUMNS = {
    "picture": st.column_config.ImageColumn("Picture", width="small"),
    "name": st.column_config.TextColumn("Name", width="medium"),
    "text": st.column_config.TextColumn("Read as", width="small"),
    "confidence": st.column_config.ProgressColumn("Confidence", min_value=0, max_value=1, format="percent"),
    "status": st.column_config.TextColumn("Status", width=150),
    "truth": st.column_config.TextColumn("Really", width="small", help="Where a label or you said so."),
    "note": st.column_config.TextColumn("Why", width="medium"),
}


def show_table(records: Mapping[str, Record], threshold: float, key: str, alt: str) -> None:
    """Draw the table of `records`; a click on one of its rows shows that record in full."""
    load_pandas()
    rows = [_row(record, threshold) for record in records.values()]
    st.dataframe(
        {name: [row[name] for row in rows] for name in COLUMNS},
        column_config=COLUMNS,
        hide_index=True,
        row_height=48,
        height=min(48 * len(rows) + 38, 440),
        key=key,
        selection_mode="single-cell",
        on_select=partial(_open, list(records), key),
        alt=alt,
    )


def _row(record: Record, threshold: float) -> dict[str, str | float | None]:
    truths = record.truths()
    known = any(truth is not None for truth in truths)
    refusals = dict.fromkeys(digit.refusal for digit in record.digits if digit.refusal)
    return {
        "picture": _data_url(record.thumbnail) if record.thumbnail else None,
        "name": record.name,
        "text": " ".join(row_texts(record.digits)),
        "confidence": record.confidence,
        "status": str(record.status(threshold)),
        "truth": "".join("·" if truth is None else str(truth) for truth in truths) if known else record.label,
        "note": record.error or " ".join(refusals) or ("" if record.digits else record.summary),
    }


def _data_url(picture: bytes) -> str:
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def _open(keys: list[str], table: str) -> None:
    for row, _ in st.session_state[table].selection.cells:
        if row < len(keys):
            visit.reopen(keys[row])
