"""What came of a reading, in words, and "it is really a …"."""

from __future__ import annotations

import streamlit as st

from mnist_core.io.records import Record, Status
from mnist_core.reading import UNKNOWN
from mnist_core.ui import visit

BADGES = {
    Status.READ: (":material/check_circle:", "green"),
    Status.NOT_SURE: (":material/help:", "orange"),
    Status.NOT_A_DIGIT: (":material/block:", "gray"),
    Status.NOTHING: (":material/search_off:", "gray"),
    Status.FAILED: (":material/broken_image:", "red"),
}


def show_check(key: str, threshold: float) -> None:
    """Say what came of the picture kept under `key`, and let a person say what is really written there."""
    record = visit.find(key)
    if record:
        if record.digits or record.error:
            _show_status(record, threshold)
        if record.digits:
            _offer_correction(key, record)


def _show_status(record: Record, threshold: float) -> None:
    status = record.status(threshold)
    icon, color = BADGES[status]
    if status is Status.READ and _is_wrong(record):
        icon, color = BADGES[Status.NOT_SURE]  # green would say that it is right
    with st.container(horizontal=True, gap="small"):
        st.badge(str(status).capitalize(), icon=icon, color=color)
        if record.label:
            right = record.text == record.label
            icon, color = BADGES[Status.READ if right else Status.FAILED]
            st.badge(f"Its label is {record.label}: {'right' if right else 'wrong'}", icon=icon, color=color)
        if record.corrections:
            said = (str(record.corrections.get(at, read)) for at, read in enumerate(record.text))
            st.badge(f"You said {''.join(said)}", icon=":material/rate_review:", color="blue")


def _is_wrong(record: Record) -> bool:
    """Whether the label, or what a person said, is another than what was read."""
    truths = zip(record.text, record.truths(), strict=True)
    differs = any(truth is not None and str(truth) != read for read, truth in truths)
    return differs or bool(record.label and len(record.label) != len(record.text))


def _offer_correction(key: str, record: Record) -> None:
    count = len(record.digits)
    with st.popover("Was it right?", icon=":material/rate_review:"):
        place = 0
        if count > 1:
            place = st.selectbox(
                "Which digit?",
                range(count),
                index=_least_certain(record),
                format_func=lambda place: f"{place + 1}: {record.text[place]}",
                key=f"place-{key}-{record.time}",
            )
        truth = f"truth-{key}-{record.time}-{place}"
        st.pills(
            "It is really a …",
            [*range(10), UNKNOWN],
            default=record.corrections.get(place),
            format_func=lambda value: "no digit" if value == UNKNOWN else str(value),
            key=truth,
            on_change=_correct,
            args=(key, place, truth),
            help=f"It was read as {record.text[place]}. Say the same to confirm it.",
        )


def _least_certain(record: Record) -> int:
    """Return the place of the digit that is most likely wrong."""
    digits = record.digits
    return min(range(len(digits)), key=lambda place: (digits[place].accepted, digits[place].confidence))


def _correct(key: str, place: int, truth: str) -> None:
    record = visit.find(key)
    if record:
        visit.replace(key, record.corrected(place, st.session_state[truth]))
