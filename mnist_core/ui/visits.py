"""The visit counter of the sidebar: counts each browser session once."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.errors import StreamlitAPIException

if TYPE_CHECKING:
    from sqlalchemy import Engine

DATABASE = Path(__file__).resolve().parents[2] / "visitors.db"
PATIENCE = 1.0  # seconds


def count_visit() -> int | None:
    """Return the number of visits so far, this browser session counted once; None while it is unknown.

    A database that does not answer holds one page up for `PATIENCE`, and is then left to answer behind
    it. One that cannot be reached or written is no error: there is just no number.
    """
    if "visit" not in st.session_state:
        # Kept before the counting starts: a rerun may cut this one short, and must not count again.
        visit = st.session_state.visit = Future()
        if engine := _connect():
            threading.Thread(target=_count, args=(engine, visit), daemon=True).start()
            wait([visit], timeout=PATIENCE)
    visit = st.session_state.visit
    return visit.result() if visit.done() else None


def _connect() -> Engine | None:
    """Return the database that `[connections.visitors]` in the secrets names, or else a file.

    Nothing is opened yet. SQLAlchemy is imported here and not above: it takes a third of a second.
    """
    from sqlalchemy.exc import SQLAlchemyError

    try:
        if st.secrets.load_if_toml_exists() and "visitors" in st.secrets.get("connections", {}):
            return st.connection("visitors", type="sql", pool_pre_ping=True).engine
        # SQLite has one writer at a time: threads queue for one connection, other processes for the file.
        options = {"pool_size": 1, "max_overflow": 0, "connect_args": {"timeout": 10}}
        return st.connection("visitors", type="sql", url=f"sqlite:///{DATABASE}", **options).engine
    except (SQLAlchemyError, StreamlitAPIException, ImportError, AttributeError, ValueError) as error:
        _log(error)
        return None


def _count(engine: Engine, visit: Future) -> None:
    from mnist_core.visitors import add_visit

    try:
        visit.set_result(add_visit(engine))
    except Exception as error:  # drivers raise more than their own: psycopg in a database without an encoding
        _log(error)
        visit.set_result(None)


def _log(error: Exception) -> None:
    logging.getLogger(__name__).warning("Visits are not counted: %s", str(error).partition("\n")[0])
