"""A question to think about."""

from __future__ import annotations

import streamlit as st


def ask(question: str, answer: str) -> None:
    """Draw a question to think about, its answer folded away."""
    with st.expander(f"**Think:** {question}", icon=":material/psychology_alt:"):
        st.markdown(answer)
