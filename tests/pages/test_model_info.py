"""The Model info page, driven as a visitor would, on the files that ship."""

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from mnist_core import Digit, Reading
from mnist_core.data import model_card
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.results import Results
from mnist_core.recognizer import MODELS
from mnist_core.ui.model_info import common

ROOT = Path(__file__).parents[2]
CARD = json.loads((MODELS / "model_card.json").read_text(encoding="utf-8"))

# After a new training nothing can be shown of an evaluation until it is repeated.
needs_evaluation = pytest.mark.skipif(
    common.find_evaluation(CARD) is None,
    reason="the evaluation in models/ is of an earlier network: run python -m mnist_core.evaluation",
)


def open_page(section="Network", **state):
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=120)
    app.query_params["section"] = section
    for key, value in state.items():
        app.session_state[key] = value
    app.switch_page("pages/model_info.py").run()
    assert not app.exception
    return app


def use_card(card, tmp_path, monkeypatch):
    (tmp_path / "card.json").write_text(json.dumps(card), encoding="utf-8")
    read = model_card.load_model_card
    monkeypatch.setattr(model_card, "load_model_card", lambda: read(tmp_path / "card.json"))


def charts(app):
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def words(app):
    return "\n".join(block.value for block in (*app.main.markdown, *app.main.caption, *app.main.header))


def test_the_key_figures_are_the_cards():
    shown = words(open_page("Training"))
    assert f"{100 * CARD['test']['accuracy']:.2f}\N{NO-BREAK SPACE}%" in shown
    low, high = CARD["test"]["interval95"]
    assert f"{100 * low:.2f} – {100 * high:.2f}\N{NO-BREAK SPACE}%" in shown
    assert f"{CARD['test']['loss']:.4f}" in shown
    assert f"{CARD['model']['parameters']:,}" in shown


def test_network_shows_diagrams_layers_and_filters():
    app = open_page("Network")
    assert len(charts(app)) == 3
    table = app.table[0].value
    assert list(table["Parameters"]) == [
        "0", "320", "0", "18,496", "0", "0", "102,464", "0", "650", "**121,930**"
    ]  # fmt: skip
    assert table["Output shape"].iloc[3] == "11×11×64"
    weights = charts(app)[2]["data"][0]
    assert weights["type"] == "heatmap"


def test_speed_is_measured_only_when_asked():
    app = open_page("Network")
    assert "ms" not in "".join(header.value for header in app.main.header)
    app.main.button[0].click().run()
    assert not app.exception
    times = [float(h.value.removesuffix(" ms")) for h in app.main.header if h.value.endswith(" ms")]
    assert len(times) == 2
    assert 0 < times[0] < times[1] + 1000


def test_training_shows_the_curves_of_every_epoch():
    app = open_page("Training")
    loss, accuracy, rate = charts(app)
    curve = CARD["training"]["curve"]
    assert loss["data"][1]["y"] == curve["val_loss"]
    assert accuracy["data"][0]["y"] == curve["accuracy"]
    assert rate["data"][0]["y"] == curve["learning_rate"]
    set_up = app.table[0].value.iloc[:, 0]
    assert CARD["training"]["command"] in set_up["Command"]


@needs_evaluation
def test_a_cell_of_the_confusion_matrix_shows_its_images():
    app = open_page("Mistakes")
    results, labels = Results.load(MODELS), load_test_set()[1]
    app.selectbox(key="confusion_true").select(4)
    app.selectbox(key="confusion_said").select(4).run()
    count = int(((labels == 4) & (results.predictions == 4)).sum())
    assert f"{count:,} images of a 4 read rightly" in words(app)
    confusion = charts(app)[0]["data"][0]["text"]
    assert confusion[44] == str(count)


@needs_evaluation
def test_the_first_cell_shown_is_the_most_frequent_mistake():
    app = open_page("Mistakes")
    mistakes = np.array(CARD["evaluation"]["confusion"]) * (1 - np.eye(10, dtype=int))
    true, said = app.selectbox(key="confusion_true").value, app.selectbox(key="confusion_said").value
    assert mistakes[true, said] == mistakes.max()


@needs_evaluation
def test_confidence_shows_calibration_and_refusal():
    app = open_page("Confidence")
    shown = words(app)
    evaluation = CARD["evaluation"]
    assert f"{100 * evaluation['calibrated']['expected_calibration_error']:.2f}\N{NO-BREAK SPACE}%" in shown
    assert f"{100 * evaluation['refusal']['test_digits_refused']:.2f}\N{NO-BREAK SPACE}%" in shown
    assert len(charts(app)[1]["data"][0]["y"]) == len(evaluation["refusal"]["nondigits"])


@needs_evaluation
def test_the_map_shows_an_image_and_those_most_like_it():
    app = open_page("Map of the digits")
    app.number_input(key="map_image").set_value(61).run()
    assert not app.exception
    label = load_test_set()[1][61]
    assert f"A **{label}**, read as" in words(app)
    assert len(charts(app)[0]["data"]) == 11


@needs_evaluation
def test_the_last_digit_read_is_marked_on_the_map():
    pixels, labels = load_test_set()
    digit = Digit(7, 0.99, True, np.eye(10, dtype=np.float32)[7], pixels[0] / np.float32(255), (0, 0, 28, 28))
    reading = Reading((digit,), "", (28, 28), np.zeros((28, 28, 3), np.uint8), np.zeros((28, 28), np.float32))
    app = open_page("Map of the digits", result=SimpleNamespace(reading=reading))
    chart = charts(app)[0]
    star = chart["data"][-1]
    assert star["text"] == ["7"]
    sevens = Results.load(MODELS).map[labels == 7].astype(float)
    distance = np.hypot(*(sevens - (star["x"][0], star["y"][0])).T)
    assert distance.min() < np.hypot(*sevens.std(axis=0))


def test_detection_shows_what_the_detector_sees_and_how_it_was_trained(tmp_path, monkeypatch):
    detector = {
        "parameters": 471_712, "date": "2026-11-29", "seed": 3, "steps": 500, "scenes": 8_000,
        "scene_size": [96, 160], "seconds": 1_800, "optimizer": "AdamW", "hands": 250, "letters": 9_000,
        "curve": {"what_loss": [3.0, 1.5], "where_loss": [2.0, 1.25]},
    }  # fmt: skip
    splitter = detector | {"scenes": 64_000, "seconds": 660}
    use_card(CARD | {"detector": detector, "splitter": splitter}, tmp_path, monkeypatch)
    app = open_page("Detection")
    assert {"471,712", "8,000", "250", "9,000"} <= {header.value for header in app.main.header}
    where, what = (chart["data"][0] for chart in charts(app))
    assert (where["x"], where["y"]) == ([250, 500], [2.0, 1.25])
    assert what["y"] == [3.0, 1.5]
    assert app.table[0].value.iloc[:, 0]["Time"] == "30 minutes"
    assert any("64,000 scenes of nothing else, for 11 minutes" in each.value for each in app.main.caption)
    assert len(app.main.image) == 6
    assert all(image.alt for block in app.main.image for image in block.proto.imgs)


@pytest.mark.parametrize(
    "section",
    ["Network", "Training", "Mistakes", "Confidence", "Map of the digits", "Detection", "Take it along"],
)
def test_without_a_card_every_section_says_what_makes_it(section, tmp_path, monkeypatch):
    read = model_card.load_model_card
    monkeypatch.setattr(model_card, "load_model_card", lambda: read(tmp_path / "none.json"))
    monkeypatch.setattr(common, "MODEL_CARD", tmp_path / "none.json")
    app = open_page(section)
    assert app.info
    assert "python -m mnist_core." in app.info[-1].value


@pytest.mark.parametrize("section", ["Mistakes", "Confidence", "Map of the digits"])
def test_the_evaluation_of_an_earlier_network_is_not_shown(section, tmp_path, monkeypatch):
    use_card(CARD | {"test": CARD["test"] | {"accuracy": 0.5}}, tmp_path, monkeypatch)
    app = open_page(section)
    assert not charts(app)
    assert "mnist_core.evaluation" in app.info[-1].value


def test_an_unknown_section_in_the_address_opens_the_first():
    assert len(charts(open_page("nonsense"))) == 3


def test_every_file_to_take_along_is_there_with_its_figures():
    app = open_page("Take it along")
    assert app.table[0].value["File"].tolist() == [variant["file"] for variant in CARD["variants"]]
    for variant in CARD["variants"]:
        assert (MODELS / variant["file"]).stat().st_size == variant["bytes"]
        app.selectbox(key="variant").set_value(variant["file"]).run()
        assert not app.exception
        examples = "".join(code.value for code in app.code)
        assert examples.count(Path(variant["file"]).name) == len(app.code) == 2
