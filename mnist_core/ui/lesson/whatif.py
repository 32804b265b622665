"""Step 8: what if the digit were different?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st

from mnist_core import load_recognizer
from mnist_core.charts.curves import confidence_curves
from mnist_core.charts.heat import heat_over_digit
from mnist_core.charts.reading import enlarge, percent, probability_bars
from mnist_core.lesson.adversary import Fooled, fool
from mnist_core.lesson.changes import CHANGES, Change, changed, sweep
from mnist_core.lesson.weights import load_weights
from mnist_core.ui.lesson.address import erase, follow, write
from mnist_core.ui.lesson.other_digit import choose_other_digit
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.plots import show_chart

CHANGE, FOOL = "change", "fool"
WAYS = {CHANGE: "Change it", FOOL: "Fool it"}
POINTS = 49  # on each curve


def draw(subject: Subject) -> None:
    """Let the digit be changed by sliders, or by the gradient."""
    way = st.query_params.get("way")
    st.session_state.whatif_way = way if way in WAYS else CHANGE
    way = st.segmented_control(
        "What to do",
        list(WAYS),
        required=True,
        format_func=WAYS.get,
        key="whatif_way",
        on_change=_take_way,
        label_visibility="collapsed",
    )
    if way == FOOL:
        _draw_fooled(subject)
    else:
        _draw_changed(subject)


def _take_way() -> None:
    erase("to", *CHANGES)
    write(way=st.session_state.whatif_way)


@st.fragment
def _draw_changed(subject: Subject) -> None:
    digit = int(subject.activations.logits.argmax())
    st.markdown(
        "Change the digit and see how sure the network stays. Below each slider is its whole range: "
        f":orange[**orange**] for the {digit}, :blue[**blue**] for the likeliest other digit.  \n"
        "On Home, every digit is first brought to one size and into the middle. Here it stays as you make it."
    )
    seen, sliders = st.columns([2, 5], gap="medium")
    with sliders:
        amounts = _choose_amounts(subject, digit)
    with seen:
        _show_changed(changed(subject.pixels, amounts), _in_words(amounts))
    ask(
        "Turn a 6 by 180°. Is the network wrong to call it a 9?",
        "Nothing tells it which way is up but the digits it learned from, and all of them stood upright. "
        "It has no idea of turning or moving: what it was never shown it can only guess.",
    )


def _show_changed(image: np.ndarray, words: str) -> None:
    [probabilities] = load_recognizer().classify(image[None])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"It says **{probabilities.argmax()}**, {percent(probabilities.max())}", width="stretch")
        st.button("Reset", icon=":material/restart_alt:", on_click=partial(erase, *CHANGES))
    st.image(
        enlarge(image, 12), width="stretch", output_format="PNG", alt=f"The digit: {words or 'unchanged'}"
    )
    _show_bars(probabilities)


def _choose_amounts(subject: Subject, digit: int) -> dict[str, float]:
    """Draw for each change a slider over its curve, and return what is set, as the address says."""
    amounts = {key: _read_amount(key, change) for key, change in CHANGES.items()}
    with st.grid(4, min_column_width=130, gap="small") as grid:
        for key, change in CHANGES.items():
            with grid.cell():
                _draw_slider(key, change, amounts[key])
                show_chart(
                    confidence_curves(
                        change.amounts(POINTS), _confidences(subject.image, amounts, key), digit, amounts[key]
                    ),
                    alt=f"How sure it is of the {digit} over the range of “{change.name}”",
                    key=f"sweep_{key}",
                )
    return amounts


def _draw_slider(key: str, change: Change, amount: float) -> None:
    widget = f"whatif_{key}"
    st.session_state[widget] = amount
    st.slider(
        change.name,
        change.lowest,
        change.highest,
        step=change.step,
        format=f"%g {change.unit.replace('%', '%%')}",
        key=widget,
        on_change=follow(key, widget),
    )


def _read_amount(key: str, change: Change) -> float:
    """Return the amount that the address gives, if it is one that the slider has."""
    try:
        amount = float(st.query_params.get(key, ""))
    except ValueError:
        return change.neutral
    return amount if change.lowest <= amount <= change.highest else change.neutral


def _in_words(amounts: dict[str, float]) -> str:
    return ", ".join(
        f"{change.name.lower()} {amounts[key]:g} {change.unit}"
        for key, change in CHANGES.items()
        if amounts[key] != change.neutral
    )


@st.cache_data(show_spinner=False, max_entries=500)
def _confidences(image: np.ndarray, amounts: dict[str, float], key: str) -> np.ndarray:
    return load_recognizer().classify(sweep(image / np.float32(255), amounts, key, POINTS))


def _draw_fooled(subject: Subject) -> None:
    st.markdown(
        "The gradient says for each pixel whether more or less ink makes the network think of another digit. "
        "**FGSM** moves every pixel one level of grey, of 255, to that side, until it is fooled."
    )
    winner, second = (int(digit) for digit in np.argsort(subject.activations.logits)[::-1][:2])
    target = choose_other_digit(f"Make the {winner} a …", "to", winner, second)
    fooled = _fool(subject.image, target)
    change = fooled.pixels - subject.pixels
    before, after = load_recognizer().classify(np.stack([subject.pixels, fooled.pixels]))
    columns = st.columns(4, gap="medium")
    shown: list[tuple[str, Callable[[], object]]] = [
        (f"**The digit**: {winner}, {percent(before[winner])}", partial(_show_image, subject.pixels)),
        ("**The change**, made strong", partial(_show_change, change)),
        (f"**Both**: {after.argmax()}, {percent(after.max())}", partial(_show_image, fooled.pixels)),
        ("**What it makes of that**", partial(_show_bars, after)),
    ]
    for column, (words, show) in zip(columns, shown, strict=True):
        with column:
            st.markdown(words)
            show()
    if fooled.succeeded:
        st.markdown(
            "Orange: ink added. Blue: ink taken away. "
            f"{fooled.steps} steps were enough: no pixel changed by more than "
            f"**{percent(fooled.steps / 255)}** of full ink, and we still see a {winner}."
        )
    else:
        st.markdown(f"After {fooled.steps} steps it still does not see a {target}; there it was given up.")
    ask(
        "Would the same change fool you? Would it fool another network?",
        "You look at strokes; the network adds up 121,930 weighted numbers, and a small push on each of 784 "
        "pixels, all in the right direction, adds up to a lot. Many such changes fool other networks too: "
        "those learned from the same digits, and lean on the same pixels.",
    )


def _show_image(pixels: np.ndarray) -> None:
    st.image(enlarge(pixels, 12), width="stretch", output_format="PNG", alt="The digit as 28×28 pixels")


def _show_change(change: np.ndarray) -> None:
    show_chart(
        heat_over_digit(np.zeros_like(change), change, "row %{y}, column %{x}: %{z:+.1%}"),
        alt="What was added to each pixel, in orange, and taken away, in blue",
        key="fooling",
    )


def _show_bars(probabilities: np.ndarray) -> None:
    winner = int(probabilities.argmax())
    show_chart(
        probability_bars(probabilities),
        alt=f"The ten confidences; the {winner} has {percent(probabilities[winner])}",
    )


@st.cache_data(show_spinner="Looking for the smallest change …", max_entries=100)
def _fool(image: np.ndarray, target: int) -> Fooled:
    return fool(load_weights(), image / np.float32(255), target)
