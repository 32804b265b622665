"""Home: bring a digit in, see it read."""

from __future__ import annotations

import streamlit as st

from mnist_core.ui.batch import batch_stands_alone, begin_batch, show_batch
from mnist_core.ui.corrections import show_check
from mnist_core.ui.frame import begin_page, footer
from mnist_core.ui.history import show_history
from mnist_core.ui.inputs import Way, choose_picture, choose_way
from mnist_core.ui.loading import find_recognizer
from mnist_core.ui.results import read_chosen, show_answer
from mnist_core.ui.steps import show_steps
from mnist_core.ui.threshold import choose_threshold


def show_home() -> None:
    """Draw the page."""
    begin_page("Home")
    st.title("Read a handwritten digit")
    body = st.container()
    footer()
    with body:
        way = choose_way()
        # A stroke on the pad redraws what is below the ways in, and nothing else of the page.
        show = st.fragment(_read_and_show) if way is Way.DRAW else _read_and_show
        show(way)


def _read_and_show(way: Way) -> None:
    ways_in, right = st.columns([4, 5], gap="medium")
    answer = right.container(border=True)
    batch = st.container()
    past = st.container()
    steps = st.container()
    with ways_in:
        chosen = choose_picture(way)
        threshold = choose_threshold()
    with answer:
        # Everything above is on the screen before the network is there.
        recognizer = find_recognizer()
        if not recognizer:
            return
        if way is Way.UPLOAD:
            begin_batch(recognizer)
            chosen = not batch_stands_alone()
        if chosen:
            result = read_chosen(recognizer)
            show_answer(recognizer, result, threshold)
            show_check(result.picture.key, threshold)
        elif way is Way.DRAW:
            st.info("It is read as soon as the pen rests.", title="Draw on the pad", icon=":material/draw:")
        else:
            st.info(
                "Click one of its pictures to see it here in full.",
                title="The batch is below",
                icon=":material/stacks:",
            )
    if way is Way.UPLOAD:
        with batch:
            show_batch(threshold)
    with past:
        show_history(threshold)
    if chosen:
        with steps:
            show_steps(recognizer, result, threshold)
