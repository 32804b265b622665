"""What this visit has read: the records of its history, and of its batch."""

from __future__ import annotations

import streamlit as st

from mnist_core.io.records import Record
from mnist_core.reading import Reading
from mnist_core.ui.picture import Picture, choose

MOST_KEPT = 50
ROW = "row-"


def history() -> dict[str, Record]:
    """Return the records of this visit under their keys, the oldest first."""
    return st.session_state.setdefault("history", {})


def batch_records() -> list[Record]:
    """Return the records of the batch so far; none where there is no batch."""
    batch = st.session_state.get("batch")
    return batch.records if batch else []


def remember(picture: Picture, reading: Reading) -> None:
    """Keep what was read in a picture that the visitor chose, in the place of what its key held before."""
    if not picture.key or isinstance(picture.source, Record):
        return
    kept = history()
    kept.pop(picture.key, None)
    kept[picture.key] = Record.of(picture.name, reading, picture.label)
    while len(kept) > MOST_KEPT:
        del kept[next(iter(kept))]


def find(key: str) -> Record | None:
    """Return the record under `key`, of the history or of a row of the batch."""
    if key.startswith(ROW):
        rows, place = batch_records(), int(key.removeprefix(ROW))
        return rows[place] if place < len(rows) else None
    return history().get(key)


def replace(key: str, record: Record) -> None:
    """Put `record` in the place of the one under `key`."""
    if key.startswith(ROW):
        batch_records()[int(key.removeprefix(ROW))] = record
    else:
        history()[key] = record


def reopen(key: str) -> None:
    """Show the record under `key` again, if its picture could be opened."""
    record = find(key)
    if record and not record.error:
        choose(Picture(record.name, record, key, record.label))
