"""The digit that the lesson works on: the last one that was read, or the one that the address names."""

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
from mnist_core.ui.lesson.address import erase, write
from mnist_core.ui.results import Result, read_chosen
from mnist_core.ui.samples import first_picture


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
    """Return the digit that the address names, or the last that was read, which then is in the address.

    `?digit=` is the number of a test image, or what `encode_digit` makes of any other. What is read anew, on
    Home or here, takes its place.
    """
    state = st.session_state
    state.setdefault("picture", first_picture())
    result = read_chosen(recognizer)
    if state.setdefault("lesson_result", result) is not result:
        state.lesson_result = result
        erase("digit")
    last = _last_read(result)
    word = st.query_params.get("digit")
    if word is None:
        take(last.image)
        return last
    named = _named(word)
    if named is None:
        st.warning("The address names no digit that can be shown. Here is the one that was read last.")
        return last
    return last if np.array_equal(named.image, last.image) else named


def take(image: np.ndarray) -> None:
    """Make an image (28, 28) uint8 the digit of the lesson, by putting it into the address."""
    [known] = np.nonzero((load_test_set()[0] == image).all(axis=(1, 2)))
    write(digit=known[0] if known.size else encode_digit(image))


def _named(word: str) -> Subject | None:
    count = len(load_test_set()[1])
    if word.isdecimal():
        return _test_digit(int(word)) if len(word) <= len(str(count)) and int(word) < count else None
    try:
        return Subject(decode_digit(word), "the digit in this page's address")
    except ValueError:
        return None


def _test_digit(index: int) -> Subject:
    images, labels = load_test_set()
    return Subject(images[index], f"MNIST test image no. {index}, labelled {labels[index]}")


def _last_read(result: Result) -> Subject:
    """Return the digit of a reading that was opened on Home, or its first; where there is none, a sample."""
    digits = result.reading.digits
    if not digits:
        return _test_digit(0)
    opened, place = st.session_state.get("opened", (None, 0))
    place = place if opened is result else 0
    image = np.round(255 * digits[place].pixels).astype(np.uint8)
    return Subject(image, result.picture.name, result, place)
