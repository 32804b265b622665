"""The four ways in, through the Home page: each ends in the same result view."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from mnist_core.data.dataset import load_test_set

HOME = Path(__file__).parent.parent / "streamlit_app.py"
SEVEN, TWO = 0, 1  # places in the test set


def encoded(index, kind):
    """Return a test digit as a picture of ink on paper, as `kind` of file."""
    data = io.BytesIO()
    Image.fromarray(255 - load_test_set()[0][index]).resize((240, 240)).save(data, kind)
    return data.getvalue()


def open_home(**query):
    app = AppTest.from_file(HOME, default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    return checked(app.run())


def checked(app):
    assert not app.exception
    return app


def draw(app, index):
    """Leave on the pad what its frontend sends for one stroke."""
    picture = "data:image/png;base64," + base64.b64encode(encoded(index, "png")).decode()
    strokes = {"objects": [{"type": "Path", "path": [["M", index, 0]]}]}
    app.session_state["pad"] = {"drawing": {"raw": strokes, "data": picture}, "backgroundFit": None}
    return checked(app.run())


def answer(app):
    return [metric.value for metric in app.metric]


def test_the_page_is_never_empty():
    assert answer(open_home()) == ["7"]


def test_a_file_is_read_at_once():
    app = open_home()
    app.file_uploader[0].upload("two.png", encoded(TWO, "png"))
    assert answer(checked(app.run())) == ["2"]


def test_a_bad_file_says_why_and_loses_nothing():
    app = open_home()
    app.file_uploader[0].upload("two.png", encoded(TWO, "png"))
    checked(app.run())
    app.file_uploader[0].upload("notes.png", b"not a picture")
    checked(app.run())
    assert app.error
    assert answer(app) == ["2"]


def test_a_photo_is_read_at_once():
    app = open_home(way="Camera")
    app.camera_input[0].upload("photo.jpg", encoded(TWO, "jpeg"))
    assert answer(checked(app.run())) == ["2"]


def test_the_camera_advice_goes_when_there_is_a_photo():
    app = open_home(way="Camera")
    assert any("straight above" in caption.value for caption in app.caption)
    app.camera_input[0].upload("photo.jpg", encoded(TWO, "jpeg"))
    checked(app.run())
    assert not any("straight above" in caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("url", "works"),
    [
        ("http://school.example/", False),
        ("https://school.example/", True),
        ("http://localhost:8501/", True),
        ("http://127.0.0.1:8501/", True),
    ],
)
def test_without_https_the_camera_says_what_to_do(url, works):
    app = AppTest.from_file(HOME, default_timeout=120)
    app.context = {"url": url}
    app.query_params["way"] = "Camera"
    checked(app.run())
    assert bool(app.camera_input) is works
    assert ("https://" in "".join(warning.value for warning in app.warning)) is not works


def test_a_drawing_is_read_and_an_empty_pad_is_not():
    app = open_home(way="Draw")
    assert answer(app) == []
    assert answer(draw(app, SEVEN)) == ["7"]
    assert answer(draw(app, TWO)) == ["2"]


def test_what_the_pad_never_sends_breaks_nothing():
    app = open_home(way="Draw")
    for drawing in (None, {"raw": None, "data": None}, {"raw": {"objects": [1]}, "data": "nonsense"}):
        app.session_state["pad"] = {"drawing": drawing, "backgroundFit": None}
        checked(app.run())


def test_way_and_drawing_survive_another_page():
    app = open_home(way="Draw")
    draw(app, TWO)
    checked(app.switch_page("pages/about.py").run())
    checked(app.switch_page("streamlit_app.py").run())
    assert answer(app) == ["2"]
    assert app.session_state["pad_start"]["objects"] == [{"type": "Path", "path": [["M", TWO, 0]]}]


@pytest.mark.parametrize(("tool", "left"), [("Undo", 1), ("Clear", 0)])
def test_undo_and_clear_take_strokes_back(tool, left):
    app = open_home(way="Draw")
    draw(app, SEVEN)
    two = {"objects": [{"type": "Path", "path": [["M", n, 0]]} for n in range(2)]}
    app.session_state["pad"] = {
        "drawing": {"raw": two, "data": app.session_state["pad"]["drawing"]["data"]},
        "backgroundFit": None,
    }
    checked(app.run())
    next(button for button in app.button if button.label == tool).click()
    checked(app.run())
    assert app.session_state["pad_start"]["objects"] == two["objects"][:left]


def test_a_sample_button_opens_its_digit():
    app = open_home(way="Samples")
    app.button(key="sample-1").click()
    assert answer(checked(app.run())) == ["2"]


def test_samples_are_offered_until_a_file_is_brought():
    app = open_home(way="Upload")
    assert app.button(key="sample-1")
    app.file_uploader[0].upload("two.png", encoded(TWO, "png"))
    checked(app.run())
    assert not any((button.key or "").startswith("sample-") for button in app.button)


def test_every_sample_button_names_its_true_label():
    labels = load_test_set()[1]
    buttons = [button for button in open_home(way="Samples").button if button.key.startswith("sample-")]
    assert len(buttons) == 20
    for button in buttons:
        assert button.label == str(labels[int(button.key.removeprefix("sample-"))])


def test_an_address_opens_a_test_digit():
    app = open_home(sample="1")
    assert app.session_state["picture"].name == "MNIST test image no. 1, labelled 2"
    assert answer(app) == ["2"]


@pytest.mark.parametrize("sample", ["10000", "-1", "seven", "", "1e99", "٣²", "9" * 400])
def test_an_address_with_no_such_digit_breaks_nothing(sample):
    app = open_home(sample=sample)
    assert answer(app) == ["7"]
    assert bool(app.warning) is bool(sample)
