"""What a class takes along: made of the digit of the lesson, when it is asked for."""

import io

import numpy as np
from PIL import Image

from mnist_core.data.dataset import load_test_set
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.lesson.take_along import PNG_FACTOR, _png, _worksheet
from tests.pages.test_lesson import open_page


def test_every_step_offers_the_worksheet_and_the_digit():
    app = open_page("pool1", digit=18, map=7)
    assert [button.proto.label for button in app.get("download_button")] == [
        "Worksheet (PDF)",
        "The digit (PNG)",
        "The digit (SVG)",
    ]
    assert any("map 7 of conv1" in caption.value for caption in app.main.caption)


def test_files_are_made_of_the_digit():
    image = load_test_set()[0][18]
    with Image.open(io.BytesIO(_png(image))) as picture:
        np.testing.assert_array_equal(np.asarray(picture)[::PNG_FACTOR, ::PNG_FACTOR], image)
    assert _worksheet(Subject(image, "a digit"), 7).startswith(b"%PDF")
