"""Whether the network's confidence can be trusted, and what it refuses to call a digit."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mnist_core.charts.evaluation import reliability_diagram, share_bars
from mnist_core.evaluation.picture_sets import name_of
from mnist_core.ui.model_info.common import EVALUATE, find_evaluation, per_cent, say_missing, show_figure
from mnist_core.ui.plots import show_chart


def show_trust(card: dict[str, Any]) -> None:
    """Show calibration, refusal of what is no digit, and how real pictures fared."""
    evaluation = find_evaluation(card)
    if evaluation is None:
        say_missing("The evaluation of this network is", EVALUATE)
        return
    _show_calibration(evaluation)
    _show_refusal(evaluation["refusal"])
    if evaluation["realworld"]:
        _show_real_pictures(evaluation["realworld"])


def _show_calibration(evaluation: dict[str, Any]) -> None:
    before, after = evaluation["uncalibrated"], evaluation["calibrated"]
    st.subheader("Does 90 % mean 90 %?")
    words, picture = st.columns([2, 3], gap="medium")
    with words:
        st.markdown(
            "Of all answers that claim 90 %, nine in ten should be right. A point on the dotted line keeps "
            "that promise; one below it boasts, one above it is too modest. Large points stand for many "
            "images; where there are few, chance moves the point."
        )
        show_figure(
            "Expected calibration error",
            per_cent(after["expected_calibration_error"]),
            "the mean distance from the line; before calibration "
            f"{per_cent(before['expected_calibration_error'])}",
        )
        show_figure(
            "Negative log-likelihood",
            f"{after['negative_log_likelihood']:.4f}",
            f"0 is perfect; before calibration {before['negative_log_likelihood']:.4f}",
        )
        st.caption(
            "Calibrated by one number found on validation digits, the temperature: "
            f"{evaluation['temperature']:.3f}. On other images, such as these, it may help less, or not."
        )
    with picture:
        show_chart(
            reliability_diagram(after["reliability"]),
            alt="Reliability diagram: the share that was right against the confidence claimed",
        )


def _show_refusal(refusal: dict[str, Any]) -> None:
    rows = refusal["nondigits"]
    shares = {name_of(row["set"]): row["refused"] for row in rows}
    st.subheader("What it refuses to call a digit")
    words, picture = st.columns([2, 3], gap="medium")
    with words:
        st.markdown(
            "A network that knows ten digits names one of them even for a shoe. So a second network, the "
            "verifier, checks each answer. It learned to tell digits from each other, from several that "
            "touch, and from letters, doodles and blots, most of them made by rule. Where it does not see "
            "the same digit, the answer is “?”. How sure it must be was set on digits alone."
        )
        show_figure(
            "Test digits refused", per_cent(refusal["test_digits_refused"]), "by mistake: they are digits"
        )
    with picture:
        show_chart(
            share_bars(shares, "share refused"),
            alt="Refused: " + ", ".join(f"{name} {per_cent(share, 0)}" for name, share in shares.items()),
        )
    with st.expander("The same in numbers, with the area under the ROC curve"):
        st.caption("AUROC: the chance that a non-digit looks stranger to it than a digit does; 1 is perfect.")
        st.table(
            {
                "No digits": [name_of(row["set"]) for row in rows],
                "Images": [f"{row['count']:,}" for row in rows],
                "AUROC": [f"{row['auroc']:.3f}" for row in rows],
                "Refused": [per_cent(row["refused"], 1) for row in rows],
            },
            border="horizontal",
            hide_index=True,
            alt="AUROC and share refused for each set of images that show no digit",
        )


def _show_real_pictures(rows: list[dict[str, Any]]) -> None:
    st.subheader("On people's own pictures")
    st.markdown(
        "Photos, scans and drawings by people who had no part in this. None was trained on. Each share is "
        "the mean over the groups of writers."
    )
    st.table(
        {
            "Pictures": [name_of(row["set"]) for row in rows],
            "Number": [f"{row['count']:,}" for row in rows],
            "Read rightly": [per_cent(row["right"], 1) for row in rows],
            "Refused": [per_cent(row["refused"], 1) for row in rows],
            "Read wrongly": [per_cent(row["wrong"], 1) for row in rows],
        },
        border="horizontal",
        hide_index=True,
        alt="How pictures of each real set were read",
    )
