"""What it does not know, as a pupil would try it."""

import numpy as np

from mnist_core import load_recognizer
from mnist_core.lesson.strangers import strangers
from tests.pages.test_lesson import address, open_page


def test_each_picture_says_what_the_classifier_takes_it_for():
    app = open_page("unknown", digit=18)
    images = np.stack([*strangers().values()])
    said = load_recognizer().classify(images).argmax(axis=1)
    for name, digit in zip(strangers(), said, strict=True):
        assert app.button(key=f"unknown-{name}").label == str(digit)


def test_what_is_no_digit_is_refused_and_what_looks_like_one_passes():
    app = open_page("unknown", digit=18)
    assert "It is refused" in app.main.warning[0].value
    app.button(key="unknown-Letter O").click().run()
    assert not app.exception
    assert address(app)["what"] == "Letter O"
    assert not app.main.warning
    assert "the answer is 0" in app.main.success[0].value


def test_the_digit_of_the_lesson_can_be_compared():
    app = open_page("unknown", digit=18, what="Your digit")
    assert "the answer is 3" in app.main.success[0].value
