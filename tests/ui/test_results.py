"""What the result view says about readings that are hard to come by in a picture."""

from dataclasses import replace

import numpy as np
from streamlit.testing.v1 import AppTest

from mnist_core import Digit, Reading, load_recognizer

WHY = "It does not look like any digit."


def digit(value, confidence, accepted=True, refusal=""):
    probabilities = np.full(10, (1 - confidence) / 9, np.float32)
    probabilities[value] = confidence
    return Digit(
        value, confidence, accepted, probabilities, np.zeros((28, 28), np.float32), (2, 2, 20, 20), refusal
    )


def show(*digits, width=100):
    reading = Reading(
        digits,
        "Dark ink.",
        (width, 100),
        np.zeros((100, width, 3), np.uint8),
        np.zeros((100, width), np.uint8),
    )
    app = AppTest.from_function(
        page, kwargs={"reading": reading, "recognizer": load_recognizer()}, default_timeout=300
    ).run()
    assert not app.exception
    return app


def page(reading, recognizer):
    import streamlit as st

    from mnist_core.ui.picture import Picture
    from mnist_core.ui.results import Result, show_answer
    from mnist_core.ui.steps import show_steps

    result = st.session_state.setdefault("shown", Result(Picture("a picture", b""), reading))
    show_answer(recognizer, result, 0.5)
    show_steps(recognizer, result, 0.5)


def test_refused_digit_shows_best_guess_and_reason():
    app = show(digit(4, 0.61, accepted=False, refusal=WHY))
    assert app.text[0].value == "a picture"
    assert app.metric[0].value == "?"
    assert app.markdown[0].value == "Best guess: 4, 61.0 %"
    assert not app.progress
    assert app.warning[0].value == WHY
    assert "not called a digit" in app.image[0].proto.imgs[0].alt


def test_close_second_is_said():
    probabilities = np.zeros(10, np.float32)
    probabilities[4], probabilities[9] = 0.55, 0.45
    close = Digit(4, 0.55, True, probabilities, np.zeros((28, 28), np.float32), (2, 2, 20, 20))
    app = show(close)
    assert app.metric[0].value == "4"
    assert "a 4 or a 9" in app.warning[0].value


def test_number_names_its_least_certain_digit_and_counts_the_refused():
    app = show(digit(3, 0.999), digit(4, 0.95), digit(5, 0.99), width=200)
    assert app.metric[0].value == "345"
    assert app.progress[0].text == "Least certain: the 4, 95.0 %"
    app = show(digit(3, 0.999), digit(4, 0.4, accepted=False, refusal=WHY), width=200)
    assert app.metric[0].value == "3?"
    assert app.markdown[0].value == "Best guess for the least certain: 4, 40.0 %"
    assert app.warning[0].value.startswith("1 of 2")
    assert WHY not in [caption.value for caption in app.caption]
    app.button(key="digit-1").click().run()
    assert WHY in [caption.value for caption in app.caption]


def test_long_number_is_shown_whole():
    app = show(*[digit(value, 0.99) for value in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)], width=400)
    assert not app.metric
    assert app.title[0].value == "1234567890"


def test_digits_below_the_threshold_are_in_doubt():
    app = show(digit(3, 0.999), digit(4, 0.49), digit(5, 0.49), width=200)
    assert app.warning[0].value.startswith("2 of 3 are in doubt")
    assert [app.button(key=f"digit-{place}").label for place in range(3)] == ["3", "4?", "5?"]
    assert "3, 4, in doubt, 5, in doubt" in app.image[0].proto.imgs[0].alt
    app.button(key="digit-1").click().run()
    assert "Its confidence is below the limit of 50 %." in [caption.value for caption in app.caption]


def test_each_row_is_shown_on_a_line_of_its_own():
    upper, lower = digit(3, 0.99), replace(digit(4, 0.99), box=(2, 40, 20, 60))
    app = show(upper, replace(upper, value=5, box=(30, 2, 50, 20)), lower)
    assert [title.value for title in app.title] == ["35", "4"]


def test_nothing_found_says_what_to_do():
    app = show()
    assert app.metric[0].value == "–"
    assert app.info[0].value.startswith("Write with a darker")
    assert "nothing was found" in app.image[0].proto.imgs[0].alt
