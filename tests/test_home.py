"""Home's result view, driven as a visitor would: what is shown, opened, switched off, and kept."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from mnist_core import recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.ui.samples import CLEAR

ROOT = Path(__file__).parent.parent
SWITCHES = ("show_preprocessed", "show_confidences", "show_feature_maps")


@pytest.fixture
def home():
    return AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=300).run()


def upload(app, name, content):
    app.file_uploader[0].upload(name, content)
    app.run()
    assert not app.exception
    return app


def encoded(array, kind="PNG"):
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, kind)
    return buffer.getvalue()


def page_with(*indices):
    """Test digits in dark ink on a light page, side by side, each enlarged to 140 pixels."""
    images, _ = load_test_set()
    page = np.full((300, 100 + 220 * len(indices)), 235, np.uint8)
    for place, index in enumerate(indices):
        digit = images[index].repeat(5, 0).repeat(5, 1)
        left = 80 + 220 * place
        page[80:220, left : left + 140] -= (digit * 0.8).astype(np.uint8)
    return page


def labels_of(*indices):
    return "".join(str(label) for label in load_test_set()[1][list(indices)])


def descriptions(app):
    return [image.alt for element in app.main.image for image in element.proto.imgs]


def test_first_visit_shows_a_result(home):
    assert not home.exception
    assert home.metric[0].value == "7"
    assert "sure" in home.progress[0].text
    assert home.progress[0].value > 90
    assert len(home.main.get("plotly_chart")) == 1
    text = " ".join(filter(None, descriptions(home)))
    for what in ("28 × 28", "box around 7", "32 feature maps of conv1", "64 feature maps of conv2"):
        assert what in text
    assert all(descriptions(home))


def test_every_clear_sample_is_read_as_its_label():
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=300)
    app.query_params["way"] = "Samples"
    app.run()
    for index in CLEAR:
        app.button(key=f"sample-{index}").click().run()
        assert not app.exception
        assert app.metric[0].value == labels_of(index)
    assert labels_of(*CLEAR) == "0123456789"


@pytest.mark.parametrize(
    ("name", "kind"), [("seven.png", "PNG"), ("seven.JPG", "JPEG"), ("wrong.png", "GIF")]
)
def test_upload_is_read_at_once(home, name, kind):
    index = CLEAR[4]
    upload(home, name, encoded(page_with(index), kind))
    assert home.metric[0].value == labels_of(index)
    assert not home.error


def test_each_digit_of_a_number_can_be_opened(home):
    indices = (CLEAR[3], CLEAR[4], CLEAR[5])
    upload(home, "number.png", encoded(page_with(*indices)))
    assert home.metric[0].value == labels_of(*indices)
    for place, label in enumerate(labels_of(*indices)):
        home.button(key=f"digit-{place}").click().run()
        assert not home.exception
        chart = home.main.get("plotly_chart")[0].proto
        assert chart.alt.startswith(f"Most probable: {label} with")


def test_bad_upload_says_why_and_loses_nothing(home):
    upload(home, "three.png", encoded(page_with(CLEAR[3])))
    for content in (b"", b"not a picture", encoded(page_with(CLEAR[1]))[:200]):
        upload(home, "bad.png", content)
        assert len(home.error) == 1
        assert home.error[0].value.endswith(".")
        assert home.metric[0].value == "3"
        assert home.sidebar.page_link
    upload(home, "good.png", encoded(page_with(CLEAR[6])))
    assert not home.error
    assert home.metric[0].value == "6"


def test_bad_upload_is_forgotten_with_the_page(home):
    upload(home, "bad.png", b"nothing")
    home.switch_page("pages/about.py").run()
    home.switch_page("streamlit_app.py").run()
    assert not home.error
    assert home.metric[0].value == "7"


def test_blank_page_says_there_is_no_digit(home):
    upload(home, "blank.png", encoded(np.full((300, 300, 3), 240, np.uint8)))
    assert home.metric[0].value == "–"
    assert "no digit" in home.info[0].proto.title
    assert not home.main.get("plotly_chart")


def test_switches_hide_and_survive_a_page_change(home):
    for key in SWITCHES:
        assert home.toggle(key=key).value is True
        home.toggle(key=key).set_value(False)
    home.run()
    assert not home.main.get("plotly_chart")
    assert not any("28 × 28" in text or "feature maps" in text for text in descriptions(home))
    home.switch_page("pages/about.py").run()
    home.switch_page("streamlit_app.py").run()
    assert [home.toggle(key=key).value for key in SWITCHES] == [False] * 3


def test_upload_survives_a_page_change(home):
    upload(home, "two.png", encoded(page_with(CLEAR[2])))
    home.switch_page("pages/about.py").run()
    home.switch_page("streamlit_app.py").run()
    assert home.metric[0].value == "2"


def test_missing_model_file_is_named_and_the_rest_shows(monkeypatch, tmp_path):
    for file in filter(Path.is_file, recognizer.MODELS.iterdir()):
        if file.name != "mnist_model_final.onnx":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(recognizer, "MODELS", tmp_path)
    recognizer._load.cache_clear()
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=300).run()
    assert not app.exception
    assert "git checkout models/mnist_model_final.onnx" in app.error[0].value
    assert "python -m mnist_core.training" in app.error[0].value
    assert app.file_uploader
    assert app.sidebar.page_link
    monkeypatch.undo()
    recognizer._load.cache_clear()
    assert app.run().metric[0].value == "7"
