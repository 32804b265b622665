"""Step 11: the class against the network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import streamlit as st

from mnist_core import ModelFileError, load_recognizer
from mnist_core.charts.reading import enlarge, percent, probability_bars
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.results import Results
from mnist_core.lesson.quiz import hard_digits, score
from mnist_core.paths import MODELS
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.plots import show_chart

FACTOR = 12


def draw(subject: Subject) -> None:
    """Ask for twenty digits, one after another, and tell each time what the network says."""
    st.markdown(
        "Twenty of MNIST's test digits, all hard to read. You say first, with a key or a button, then the "
        "network. Who reads better?"
    )
    numbers = _numbers()
    if not numbers:
        st.info(
            "Which digits are hard is not known here. `python -m mnist_core.evaluation` finds out.",
            icon=":material/info:",
        )
        return
    said: list[int] = st.session_state.setdefault("quiz_said", [])
    is_shown = st.session_state.setdefault("quiz_shown", False)  # whether the network has answered, too
    labels = [int(label) for label in load_test_set()[1][numbers]]
    probabilities = _probabilities(numbers)
    place = len(said) - is_shown
    if place < len(numbers):
        _show_question(numbers[place], place, said, labels, probabilities, is_shown)
    _show_score(labels, said, probabilities.argmax(axis=1).tolist(), numbers)
    ask(
        "Some of these even people disagree on. What is a digit's true label, then?",
        "What somebody wrote down who looked at it, or who knew what the writer meant. Labels have mistakes, "
        "too. No reader can be better than the labels that it is measured by.",
    )


@st.cache_data(show_spinner=False)
def _numbers() -> list[int]:
    """Return the numbers of the twenty test images, or none where the evaluation has stored none."""
    try:
        results = Results.load(MODELS)
    except ModelFileError:
        return []
    return hard_digits(load_test_set()[1], results.predictions, results.confidences)


@st.cache_data(show_spinner=False)
def _probabilities(numbers: list[int]) -> np.ndarray:
    return load_recognizer().classify(load_test_set()[0][numbers] / np.float32(255))


def _show_question(
    number: int,
    place: int,
    said: Sequence[int],
    labels: Sequence[int],
    probabilities: np.ndarray,
    is_shown: bool,
) -> None:
    count = len(labels)
    image, answers = st.columns([2, 3], gap="medium")
    with image:
        st.progress((place + is_shown) / count, f"Digit {place + 1} of {count}")
        st.image(
            enlarge(load_test_set()[0][number], FACTOR),
            width=28 * FACTOR,
            output_format="PNG",
            alt=f"A digit that is hard to read, number {place + 1} of {count}",
        )
    with answers:
        if is_shown:
            _show_answers(said[place], labels[place], probabilities[place])
            last = place + 1 == count
            st.button(
                "See who won" if last else "Next digit",
                icon=":material/arrow_forward:",
                shortcut="Enter",
                on_click=partial(_set_shown, False),
            )
        else:
            st.markdown("**What do you read?**")
            with st.grid(5, min_column_width=56, gap="small"):
                for digit in range(10):
                    st.button(
                        str(digit),
                        key=f"quiz-{digit}",
                        shortcut=str(digit),
                        width="stretch",
                        on_click=_say,
                        args=(digit,),
                    )


def _show_answers(yours: int, label: int, probabilities: np.ndarray) -> None:
    its = int(probabilities.argmax())
    st.markdown(
        f"You: **{yours}** {_mark(yours == label)}   The network: **{its}** {_mark(its == label)}   "
        f"Its label: **{label}**"
    )
    show_chart(
        probability_bars(probabilities),
        alt=f"The network's ten confidences; the {its} has {percent(probabilities[its])}",
    )


def _mark(is_right: bool) -> str:
    return ":green[:material/check: right]" if is_right else ":red[:material/close: wrong]"


def _say(digit: int) -> None:
    st.session_state.quiz_said = [*st.session_state.quiz_said, digit]
    _set_shown(True)


def _set_shown(is_shown: bool) -> None:
    st.session_state.quiz_shown = is_shown


def _again() -> None:
    st.session_state.quiz_said = []
    _set_shown(False)


def _show_score(labels: list[int], said: list[int], network: list[int], numbers: list[int]) -> None:
    """Show the score so far, and the digits that only one of the two has read rightly."""
    count = len(said)
    if not count:
        return
    so_far = score(labels[:count], said, network[:count])
    with st.container(horizontal=True, vertical_alignment="center", gap="large"):
        st.subheader(f"You {so_far.people} : {so_far.network} network", anchor=False, width="content")
        st.button("Start again", icon=":material/restart_alt:", on_click=_again)
    for words, places in (
        ("Only you read", so_far.only_people),
        ("Only the network read", so_far.only_network),
    ):
        if places:
            st.markdown(f"**{words}** {len(places)} of {count}:")
            _show_digits(places, labels, said, network, numbers)


def _show_digits(
    places: Sequence[int], labels: list[int], said: list[int], network: list[int], numbers: list[int]
) -> None:
    images = load_test_set()[0]
    with st.grid("auto", min_column_width=84, gap="small"):
        for place in places:
            st.image(
                enlarge(images[numbers[place]], 4),
                caption=f"a {labels[place]}: you {said[place]}, it {network[place]}",
                width="stretch",
                output_format="PNG",
                alt=f"A handwritten {labels[place]}; you said {said[place]}, the network {network[place]}",
            )
