"""The network that finds the digits: what it is, what it sees, and how it was trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from mnist_core import Recognizer
from mnist_core.charts.detection import (
    clearest_look,
    closer_map,
    heat_on_ink,
    ink_of_digits,
    offsets_to_centres,
)
from mnist_core.charts.model import curve_chart
from mnist_core.charts.reading import boxed_picture
from mnist_core.data.dataset import load_test_set
from mnist_core.data.example import CLOSE, TOUCHING, example_page
from mnist_core.detection.detector import SIDES
from mnist_core.detection.looking import STRIDE
from mnist_core.ui.loading import find_recognizer
from mnist_core.ui.model_info.common import say_missing, show_figure
from mnist_core.ui.plots import show_chart

TRAIN_DETECTOR = "python -m mnist_core.training.detector"
TRAIN_SPLITTER = f"{TRAIN_DETECTOR} --splitter"


def show_detection(card: dict[str, Any]) -> None:
    """Show the detector: in words and figures, at work on an example page, and its training."""
    st.markdown(
        "Before a digit can be named it has to be found. One that stands alone on even paper is all of its "
        "ink. Wherever there is more in a picture, a network of its own looks for digits, a **U-Net**. "
        f"It shrinks a grey picture step by step to a {STRIDE}th of its size, to see what belongs together, "
        "and grows it again, to say where each thing is. Nobody told it what lines, boxes, shadows or "
        "letters look like. It learned from pictures that are made up at random of what people write on, "
        "with and beside."
    )
    detector = card.get("detector")
    if detector:
        _show_figures(detector)
    st.subheader("What it sees")
    recognizer = find_recognizer()
    if recognizer:
        _show_looks(recognizer)
    st.subheader("How it was trained")
    if detector:
        _show_training(detector, card.get("splitter"))
    else:
        say_missing("The record of its training is", TRAIN_DETECTOR)


def _show_figures(detector: dict[str, Any]) -> None:
    height, width = detector["scene_size"]
    with st.grid(4, min_column_width=150):
        show_figure("Parameters", f"{detector['parameters']:,}", "all of them convolutions", "stretch")
        show_figure(
            "Scenes", f"{detector['scenes']:,}", f"of {width}×{height} pixels, each seen once", "stretch"
        )
        show_figure("Hands", f"{detector['hands']:,}", "wrote the digits in them", "stretch")
        show_figure("Letters", f"{detector['letters']:,}", "to learn what is no digit", "stretch")


def _show_looks(recognizer: Recognizer) -> None:
    page, pictures, sides, text = _look_at_example(recognizer)
    read, ink, offsets, heat, closer = pictures
    st.markdown(
        f"It looks at the whole page first, made {SIDES[0]} pixels long, then closer where digits are small: "
        f"here {len(sides)} times, in pictures {_listed(sides)} pixels long. Of each pixel it says whether "
        "it is ink of a digit, where the centre of that digit is, and whether a centre lies there."
    )
    steps = (
        (page, "The page, made of test digits. Some touch", "Digits in blue ink on paper in a shadow"),
        (closer, "First look. Light: too small to read, look closer", "A coarse map, light at the digits"),
        (heat, "Ink in blue; glowing where a digit's centre is likely", "Blue ink, a glow in each digit"),
        (offsets, "Where the ink points: to the centre of its digit", "Lines from the ink to centres"),
        (ink, "Every pixel goes to the centre it points to: the digits", "Each digit in a colour of its own"),
        (read, "Then the other network names each digit", f"A box around each digit, read as {text}"),
    )
    with st.grid(2, min_column_width=300):
        for picture, caption, alt in steps:
            st.image(picture, caption=caption, alt=alt, width="stretch", output_format="PNG")
    st.caption(
        "This way of telling things apart that touch is Panoptic-DeepLab's (Cheng and others, 2020). Each "
        "digit's ink is then taken from the picture itself, at full resolution, and goes to the network "
        "that names it. What the verifier takes for several digits grown together is divided by a copy of "
        "this network that went on to learn from digits that touch, and from nothing else."
    )


@st.cache_data(show_spinner=False)
def _look_at_example(_recognizer: Recognizer) -> tuple[np.ndarray, list[np.ndarray], list[int], str]:
    """Return the example page, pictures of what is seen in it, the longer side of each look, and its text."""
    page = example_page(load_test_set()[0][list(TOUCHING)], CLOSE)
    looks, reading = _recognizer.looks(page), _recognizer.read(page)
    clearest = clearest_look(looks)
    pictures = [draw(clearest) for draw in (ink_of_digits, offsets_to_centres, heat_on_ink)]
    sides = [max(look.ink.shape) for look in looks]
    return page, [boxed_picture(reading), *pictures, closer_map(looks[0])], sides, reading.text


def _listed(sides: list[int]) -> str:
    *first, last = map(str, sides)
    return f"{', '.join(first)} and {last}" if first else last


def _show_training(detector: dict[str, Any], splitter: dict[str, Any] | None) -> None:
    st.markdown(
        "No scene comes twice, so there is nothing to learn by heart, and no validation set is needed: the "
        "loss of each new scene tells how well it does on what it has not seen."
    )
    curve = detector["curve"]
    every = detector["steps"] / len(curve["what_loss"])
    with st.grid(2, min_column_width=240):
        for title, name in (("where digits are", "where_loss"), ("which, and whose ink", "what_loss")):
            show_chart(
                curve_chart({title: curve[name]}, f"loss: {title}", unit="step", every=every, log=True),
                alt=f"Loss of {title} over the steps, at the end {curve[name][-1]:.4g}",
            )
    st.table(
        {
            "Steps": f"{detector['steps']:,} of {detector['scenes'] // detector['steps']} scenes",
            "Optimizer": detector["optimizer"],
            "Time": f"{detector['seconds'] / 60:.0f} minutes",
            "Seed": str(detector["seed"]),
            "Date": detector["date"],
            "Command": f"`{TRAIN_DETECTOR}`",
        },
        border="horizontal",
        alt="The set-up of the detector's training",
    )
    if splitter:
        st.caption(
            f"The copy that divides digits grown together went on with {splitter['scenes']:,} scenes of "
            f"nothing else, for {splitter['seconds'] / 60:.0f} minutes: `{TRAIN_SPLITTER}`"
        )
