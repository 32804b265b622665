"""What a visitor chose to have read, whatever way it came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from mnist_core.io.records import Record


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture to be read, or a record of one that was.

    key: what the visit keeps it under, one record a key; "" for what the visitor did not choose.
    label: what is truly written there, where that is known; else "".
    """

    name: str
    source: bytes | np.ndarray | Record
    key: str = ""
    label: str = ""


def choose(picture: Picture) -> None:
    """Make `picture` the one that is shown, for the whole visit."""
    st.session_state.picture = picture
