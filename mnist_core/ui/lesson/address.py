"""The address of a step: what is shown stands in it, and is read from it in every run."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
import streamlit as st

OF_THE_VISIT = ("step", "digit")  # all else belongs to a step, and goes when another one comes


def read_number(name: str, least: int, most: int, otherwise: int) -> int:
    """Return the number that the address gives under `name`, if it is from `least` to `most`."""
    word = st.query_params.get(name, "")
    known = word.isdecimal() and len(word) <= len(str(most)) and least <= int(word) <= most
    return int(word) if known else otherwise


def read_choice(name: str, choices: Collection[str], otherwise: str) -> str:
    """Return what the address gives under `name`, if it is one of the choices."""
    word = st.query_params.get(name, "")
    return word if word in choices else otherwise


def read_cell(values: np.ndarray) -> tuple[int, int]:
    """Return the row and the column that the address names in a map (h, w), from 0; else its largest value's.

    In the address they are counted from 1, as on the page.
    """
    strongest = np.unravel_index(values.argmax(), values.shape)
    height, width = values.shape
    row = read_number("row", 1, height, int(strongest[0]) + 1)
    column = read_number("column", 1, width, int(strongest[1]) + 1)
    return row - 1, column - 1


def write(**values: object) -> None:
    """Put values into the address under their names."""
    for name, value in values.items():
        st.query_params[name] = str(value)


def erase(*names: str) -> None:
    """Take what is under these names out of the address, if it is there."""
    for name in names:
        st.query_params.pop(name, None)


def write_step(key: str) -> None:
    """Put another step into the address, and take out what belongs to the one before."""
    erase(*set(st.query_params) - {*OF_THE_VISIT})
    write(step=key)


def follow(name: str, key: str) -> Callable[[], None]:
    """Return what puts the value of the widget `key` into the address: for its `on_change`."""
    return lambda: write(**{name: st.session_state[key]})
