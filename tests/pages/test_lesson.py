"""The lesson, driven as a teacher or a pupil would, by its addresses and its buttons."""

import json
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.address import encode_digit
from mnist_core.lesson.contributions import through_each_map
from mnist_core.lesson.forward import forward
from mnist_core.lesson.weights import load_weights
from mnist_core.ui.lesson.steps import STEPS
from mnist_core.ui.picture import Picture

ROOT = Path(__file__).parents[2]
IMAGES, LABELS = load_test_set()


def open_page(step="", picture=None, **query):
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=300)
    for name, value in {"step": step, **query}.items():
        if value:
            app.query_params[name] = str(value)
    if picture:
        app.session_state["picture"] = picture
    app.switch_page("pages/lesson.py").run()
    assert not app.exception
    return app


def address(app):
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


def component(app):
    """What the page sends to the lesson's component on it."""
    [data] = [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name.startswith("lesson_")
    ]
    return data


def press(app, label):
    next(button for button in app.main.button if button.label == label).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("step", STEPS, ids=[step.key for step in STEPS])
def test_every_step_opens_by_its_address(step):
    app = open_page(step.key, digit=18)
    assert [title.value for title in app.main.title] == [step.title]
    assert app.main.expander


def test_without_an_address_the_lesson_begins_at_its_beginning_and_the_digit_is_in_the_address():
    app = open_page()
    assert app.main.title[0].value == STEPS[0].title
    assert address(app)["digit"] == "0"


@pytest.mark.parametrize(
    "query",
    [
        {"step": "nonsense", "digit": "10000"},
        {"step": "conv1", "map": "33", "row": "27", "column": "-1", "filter": "1_2_3", "digit": "abc"},
        {"step": "conv2", "map": "65", "through": "0", "row": "12", "column": "x"},
        {"step": "verdict", "against": "10", "temperature": "0"},
        {"step": "finding", "view": "nothing"},
    ],
)
def test_an_address_that_is_wrong_opens_something_all_the_same(query):
    app = open_page(**query)
    assert app.main.title
    assert bool(app.main.warning) == ("digit" in query)


def test_buttons_lead_through_the_steps_and_leave_the_cell_behind():
    app = open_page("conv1", digit=18, map=7, row=12, column=9)
    press(app, "Next")
    assert app.main.title[0].value == next(step.title for step in STEPS if step.key == "pool1")
    assert address(app) == {"step": "pool1", "digit": "18"}
    press(app, "Back")
    press(app, "Back")
    assert address(app)["step"] == "finding"


def test_the_window_is_at_the_cell_of_the_address():
    data = component(open_page("conv1", digit=18, map=7, row=12, column=9))
    assert (data["row"], data["column"]) == (11, 8)
    weights = load_weights()
    np.testing.assert_allclose(data["kernel"], weights.conv1_kernel[..., 0, 6], atol=1e-6)
    np.testing.assert_allclose(data["input"], IMAGES[18] / 255, atol=1e-6)
    np.testing.assert_allclose(data["base"], weights.conv1_bias[6], atol=1e-6)


@pytest.mark.parametrize(("words", "middle"), [("edge", 8), ("0_0_0_0_2.5_0_0_0_0", 2.5)])
def test_a_filter_of_the_address_takes_the_place_of_the_learned_one(words, middle):
    data = component(open_page("conv1", digit=18, filter=words))
    assert data["kernel"][1][1] == middle
    assert not np.any(data["base"])


def test_the_window_in_conv2_goes_with_the_bars():
    data = component(app := open_page("conv2", digit=18, map=20, row=5, column=5))
    seen = forward(load_weights(), IMAGES[18] / 255)
    shares = through_each_map(load_weights(), seen.pool1, 19)
    most = int(shares[4, 4].argmax())
    np.testing.assert_allclose(data["input"], seen.pool1[..., most], atol=1e-5)
    np.testing.assert_allclose(data["base"], seen.conv2_sums[..., 19] - shares[..., most], atol=1e-4)
    [bars] = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    assert bars["x"][0] == str(most + 1)


def test_the_verdict_says_why_and_how_much():
    app = open_page("verdict", digit=18, against=8)
    seen = forward(load_weights(), IMAGES[18] / 255)
    winner = int(seen.logits.argmax())
    lead = seen.logits[winner] - seen.logits[8]
    words = "\n".join(block.value for block in app.main.markdown)
    assert f"the {winner} leads by {lead:.2f}" in words


def test_a_digit_read_on_home_is_the_lessons():
    picture = np.full((200, 300), 255, np.uint8)
    picture[40:180, 100:240] = 255 - np.kron(IMAGES[61], np.ones((5, 5), np.uint8))
    app = open_page(picture=Picture("my photo", picture, "photo"))
    [digit] = load_recognizer().read(picture).digits
    image = np.round(255 * digit.pixels).astype(np.uint8)
    assert address(app)["digit"] == encode_digit(image)
    assert component(app)["pixels"] == image.ravel().tolist()
    assert len(app.main.image) == 2
    # The same link on another visit has the digit, but not the picture.
    other = open_page(digit=encode_digit(image))
    assert component(other)["pixels"] == image.ravel().tolist()
    assert not other.main.image


def test_what_is_read_anew_takes_the_place_of_the_digit_in_the_address():
    app = open_page("numbers", digit=18)
    app.session_state["picture"] = Picture("another", IMAGES[4], "another")
    app.run()
    assert address(app)["digit"] == "4"


def test_a_picture_without_digits_leaves_a_lesson_to_be_had():
    app = open_page(picture=Picture("nothing", np.full((100, 100), 255, np.uint8), "nothing"))
    assert address(app)["digit"] == "0"
    assert not app.main.warning
