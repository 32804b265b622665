"""The digit that the lesson works on: the last one read on Home, a test digit, or one from an address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import streamlit as st

from mnist_core import Recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.address import decode_digit, encode_digit
from mnist_core.lesson.forward import Activations, forward
from mnist_core.lesson.weights import load_weights
from mnist_core.ui.results import Result, read_chosen
from mnist_core.ui.samples import first_picture

PARAMETER = "digit"


@dataclass(frozen=True, eq=False)
class Subject:
    """An image in the middle of the lesson.

    image: (28, 28) uint8, bright ink on black.
    name: where it comes from, in a few words.
    result: the picture it was found in and what was read there, if this visit has it.
    place: of the digit among those of `result`.
    """

    image: np.ndarray
    name: str
    result: Result | None = None
    place: int = 0

    @property
    def pixels(self) -> np.ndarray:
        """The image (28, 28) float32 in 0..1."""
        return self.image / np.float32(255)

    @cached_property
    def activations(self) -> Activations:
        """What each layer of the CNN makes of it."""
        return forward(load_weights(), self.pixels)


def find_subject(recognizer: Recognizer) -> Subject:
    """Return the digit that the address names; without one, the last of Home, and put it into the address.

    `?digit=` is the number of a test image, or what `encode_digit` makes of any image.
    """
    last = _last_read(recognizer)
    word = st.query_params.get(PARAMETER, "")
    subject = _named(word) if word else None
    if word and subject is None:
        st.warning("The address names no digit that could be opened. Here is another one.")
    if subject is None:
        subject = last
    if np.array_equal(subject.image, last.image):
        subject = last
    return subject


def take(subject: Subject) -> None:
    """Make `subject` the digit of the lesson, by its address."""
    st.query_params[PARAMETER] = encode_digit(subject.image)


def sample(index: int) -> Subject:
    """Return a digit of MNIST's test set, by its place in it."""
    images, labels = load_test_set()
    return Subject(images[index], f"MNIST test image no. {index}, labelled {labels[index]}")


def _named(word: str) -> Subject | None:
    count = len(load_test_set()[1])
    if word.isdecimal():
        return sample(int(word)) if len(word) <= len(str(count)) and int(word) < count else None
    try:
        return Subject(decode_digit(word), "The digit of the link")
    except ValueError:
        return None


def _last_read(recognizer: Recognizer) -> Subject:
    state = st.session_state
    state.setdefault("picture", first_picture())
    result = read_chosen(recognizer)
    digits = result.reading.digits
    if not digits:
        return sample(0)
    opened, place = state.get("opened", (None, 0))
    if opened is not result:
        place = 0
    image = np.round(255 * digits[place].pixels).astype(np.uint8)
    return Subject(image, result.picture.name, result, place)
