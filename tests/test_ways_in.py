"""The four ways in, through the Home page: each ends in the same result view."""

import base64
import io
import json
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


def draw(app, version, picture, number=1):
    """Have the pad send what its frontend sends once the pen rests."""
    url = picture and "data:image/png;base64," + base64.b64encode(picture).decode()
    app.session_state["pad"] = {"drawing": {"number": number, "version": version, "picture": url}}
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


def test_a_drawing_is_read_and_a_blank_pad_is_not():
    app = open_home(way="Draw")
    assert answer(app) == []
    assert answer(draw(app, 1, encoded(SEVEN, "png"))) == ["7"]
    assert answer(draw(app, 2, encoded(TWO, "png"))) == ["2"]
    assert answer(draw(app, 3, "")) == []


def test_the_pad_is_told_what_was_read():
    app = open_home(way="Draw")
    draw(app, 5, encoded(TWO, "png"))
    told = json.loads(app.get("bidi_component")[0].proto.json)
    assert told["version"] == 5
    [digit] = told["answers"]
    assert (digit["value"], digit["accepted"]) == (2, True)
    assert sum(digit["probabilities"]) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "nonsense",
        {"version": "1", "picture": ""},
        {"version": 1, "number": 1, "picture": "data:image/png;base64,§§§"},
        {"version": 1, "number": 1, "picture": base64.b64encode(b"no picture").decode()},
    ],
)
def test_what_the_pad_never_sends_breaks_nothing(sent):
    app = open_home(way="Draw")
    app.session_state["pad"] = {"drawing": sent}
    checked(app.run())
    assert answer(draw(app, 2, encoded(TWO, "png"))) == ["2"]


def test_way_and_drawing_survive_another_page_and_another_way():
    app = open_home(way="Draw")
    draw(app, 1, encoded(TWO, "png"))
    checked(app.switch_page("pages/about.py").run())
    checked(app.switch_page("streamlit_app.py").run())
    assert answer(app) == ["2"]
    app.segmented_control(key="way").set_value("Samples")
    checked(app.run())
    app.button(key="sample-3").click()
    assert answer(checked(app.run())) == ["0"]
    app.segmented_control(key="way").set_value("Draw")
    assert answer(checked(app.run())) == ["2"]


def test_each_drawing_has_one_place_in_the_history():
    app = open_home(way="Draw")
    draw(app, 1, encoded(SEVEN, "png"))
    draw(app, 2, encoded(TWO, "png"))
    app.session_state["history_open"] = True
    draw(app, 3, encoded(SEVEN, "png"), number=2)
    assert app.dataframe[0].value["name"].tolist() == ["Drawing 2", "Drawing 1"]
    assert app.dataframe[0].value["text"].tolist() == ["7", "2"]


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
