"""Step 6: the features decide."""

from __future__ import annotations

import math

import numpy as np
import streamlit as st

from mnist_core.charts.lesson import feature_bars, signed_bars
from mnist_core.charts.reading import percent, probability_bars
from mnist_core.lesson.contributions import of_each_feature
from mnist_core.lesson.weights import load_weights
from mnist_core.recognition.confidence import softmax
from mnist_core.ui.lesson.address import follow, read_choice
from mnist_core.ui.lesson.other_digit import choose_other_digit
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.plots import show_chart

SHOWN = 12  # of the features: those that count most
TEMPERATURES = ("0.25", "0.5", "1", "2", "3", "4", "6", "8", "12", "16")


def draw(subject: Subject) -> None:
    """Show the features, what each adds to the winner's lead, and what softmax makes of the sums."""
    seen = subject.activations
    winner, second = (int(digit) for digit in np.argsort(seen.logits)[::-1][:2])
    st.markdown(
        f"conv2 is pooled once more and summed up into **{seen.dense1.size} features**. Each digit weighs "
        "them in its own way and adds up: ten sums, the *logits*. **Softmax** makes them ten shares of 1.  \n"
        "Each bar below says what one feature adds to the lead of one digit over another."
    )
    show_chart(
        feature_bars(seen.dense1),
        alt=f"The {seen.dense1.size} features; the strongest is feature {seen.dense1.argmax() + 1}",
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _show_lead(subject, winner, second)
    with right:
        _show_softmax(seen.logits)
    ask(
        "The logits are doubled. Who wins, and how sure is it?",
        "The order stays: the same digit wins. But the differences double, and softmax grows with their "
        "exponential: it becomes much surer. Dividing by a temperature of 0.5 does just that.",
    )


def _show_lead(subject: Subject, winner: int, second: int) -> None:
    seen, weights = subject.activations, load_weights()
    against = choose_other_digit(f"Why {winner} and not …", "against", winner, second)
    shares = of_each_feature(weights, seen.dense1, winner, against)
    order = np.argsort(np.abs(shares))[::-1][:SHOWN]
    order = order[np.argsort(shares[order])[::-1]]
    show_chart(
        signed_bars(
            [str(place + 1) for place in order], shares[order], f"features: {winner} before {against}"
        ),
        alt=f"The {SHOWN} features that count most for {winner} against {against}; "
        f"feature {order[0] + 1} adds {shares[order[0]]:.2f}",
    )
    rest, bias = (
        shares.sum() - shares[order].sum(),
        weights.output_bias[winner] - weights.output_bias[against],
    )
    lead = float(seen.logits[winner] - seen.logits[against])
    st.markdown(
        f"These {SHOWN}: {_signed(shares[order].sum())}. The other {shares.size - SHOWN}: {_signed(rest)}. "
        f"Bias: {_signed(bias)}. Together the {winner} leads by {lead:.2f}, which makes it "
        f"*e* to the power of {lead:.2f}, about {_round(math.exp(lead)):,} times as likely as the {against}."
    )


def _show_softmax(logits: np.ndarray) -> None:
    st.session_state.temperature = read_choice("temperature", TEMPERATURES, "1")
    temperature = st.select_slider(
        "Temperature: the sums are divided by it",
        TEMPERATURES,
        key="temperature",
        on_change=follow("temperature", "temperature"),
    )
    shares = softmax(logits[None] / float(temperature))[0]
    winner = int(shares.argmax())
    show_chart(
        probability_bars(shares),
        alt=f"At temperature {temperature} the {winner} has {percent(shares[winner])}",
    )


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")


def _round(number: float) -> float | int:
    """Return a number of 1 or more with two figures that count."""
    rounded = float(f"{number:.2g}")
    return int(rounded) if rounded >= 10 else rounded
