"""The choice of a digit other than the one that the network says."""

from __future__ import annotations

import streamlit as st

from mnist_core.ui.lesson.address import follow, read_number


def choose_other_digit(label: str, name: str, winner: int, otherwise: int) -> int:
    """Draw all digits but the `winner`; return the one that is `name` in the address, or `otherwise`."""
    key = f"other_digit_{name}"
    st.session_state[key] = str(read_number(name, 0, 9, otherwise))
    return int(
        st.segmented_control(
            label,
            [str(digit) for digit in range(10) if digit != winner],
            required=True,
            key=key,
            on_change=follow(name, key),
        )
    )
