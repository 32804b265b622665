"""How sure a reading has to be, before it is taken as read."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mnist_core.data.model_card import load_model_card

RIGHT_OFTEN = 0.9
WITHOUT_CARD = 0.85


def choose_threshold() -> float:
    """Draw the slider and return its value, 0..1."""
    percent = st.slider(
        "Call it “not sure” below",
        0,
        100,
        round(100 * default_threshold(load_model_card())),
        format="%d %%",
        key="threshold",
        bind="query-params",
        help="Measured on the test set, readings above the default were right at least nine times in ten.",
    )
    return min(max(percent, 0), 100) / 100


def default_threshold(card: dict[str, Any]) -> float:
    """Return the confidence, 0..1, from which on the test digits were right at least nine times in ten.

    It is read off the reliability diagram in the model card: the lowest of its bins that, like all above it,
    was right that often.
    """
    bins = card.get("evaluation", {}).get("calibrated", {}).get("reliability", [])
    lowest = None
    for each in reversed(bins):
        if each["count"] and each["accuracy"] < RIGHT_OFTEN:
            break
        lowest = each["from"]
    return WITHOUT_CARD if lowest is None else lowest
