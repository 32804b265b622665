"""Step 2: the detection network finds the digit."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import streamlit as st

from mnist_core import load_recognizer
from mnist_core.charts.detection import clearest_look, heat_on_ink, ink_of_digits, offsets_to_centres
from mnist_core.charts.reading import enlarge
from mnist_core.detection.instances import find_instances
from mnist_core.detection.looking import Look
from mnist_core.ui.lesson.address import follow, read_choice
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject


@dataclass(frozen=True)
class View:
    """One way to see a look: its name on the page, what it says, and what it shows."""

    name: str
    words: str
    alt: str


VIEWS = {
    "picture": View(
        "Picture",
        "Before a digit can be named it must be found. Alone on even paper it is all of the ink. For all "
        "else there is a network that has learned to find digits, a **U-Net**. It gets the whole picture, "
        "in grey, and says three things of every pixel.",
        "The picture as it was brought in",
    ),
    "ink": View(
        "Ink and centres",
        "Is this pixel **ink of a digit**? The surer, the bluer. And is here the **centre** of one? There it "
        "glows. Lines, shadows and letters should stay dark.",
        "The ink in blue, and a glow where the centre of a digit is",
    ),
    "offsets": View(
        "Offsets",
        "Where is the centre of **my** digit? Every pixel of ink points to it. So digits that touch come "
        "apart: their pixels point to different places.",
        "Lines from the pixels of ink to the centre of their digit",
    ),
    "digits": View(
        "Digits",
        "Each pixel of ink goes to the centre that it points to. What points to the same one is a digit, "
        "here in a colour of its own. Its ink becomes the 28×28 image.",
        "Each digit that was found, in a colour of its own",
    ),
}


def draw(subject: Subject) -> None:
    """Show what the detection network sees in the picture that the digit comes from."""
    picture, look = _look_at(subject)
    st.session_state.view = read_choice("view", VIEWS, "picture")
    name = st.segmented_control(
        "What it sees",
        list(VIEWS),
        required=True,
        format_func=lambda name: VIEWS[name].name,
        key="view",
        on_change=follow("view", "view"),
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.image(_drawn(name, picture, look), width="stretch", output_format="PNG", alt=VIEWS[name].alt)
    with right:
        st.markdown(VIEWS[name].words)
        height, width = look.ink.shape
        st.caption(
            f"It looked at {width}×{height} pixels, and found {_count(look)}. Which digit it "
            "is, the next network says."
        )
    ask(
        "A 4 and a 2 are written so close that they touch. How could you tell where one ends?",
        "Not by the gap: there is none. You know how a 4 goes and how a 2 goes, and so you know which stroke "
        "belongs to which. The network has learned the same, and says it with its offsets.",
    )


def _drawn(name: str, picture: np.ndarray, look: Look) -> np.ndarray:
    if name == "picture":
        return picture
    return {"ink": heat_on_ink, "offsets": offsets_to_centres, "digits": ink_of_digits}[name](look)


def _look_at(subject: Subject) -> tuple[np.ndarray, Look]:
    """Return the picture (h, w, 3) uint8 of the digit and the clearest look at it, kept for this visit."""
    source = subject.image if subject.result is None else subject.result.reading.picture
    kept = st.session_state.get("lesson_look")
    if kept is None or not np.array_equal(kept[0], source):
        picture = source if source.ndim == 3 else _as_written(source)
        look = clearest_look(load_recognizer().looks(picture))
        kept = st.session_state.lesson_look = (source, picture, look)
    return kept[1], kept[2]


def _as_written(image: np.ndarray) -> np.ndarray:
    """Return an image (28, 28) of which no picture is known as one (h, w, 3): dark ink on white paper."""
    return cv2.cvtColor(255 - enlarge(image, 8), cv2.COLOR_GRAY2RGB)


def _count(look: Look) -> str:
    """Return how many digits a look shows, in words."""
    count = len(find_instances(look))
    return f"{count} digit" + "s" * (count != 1)
