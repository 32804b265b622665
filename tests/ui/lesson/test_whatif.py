"""What if, as a pupil would try it."""

import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.charts.reading import percent
from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.changes import CHANGES, changed
from tests.pages.test_lesson import address, open_page
from tests.ui.lesson.plotted import charts, numbers

IMAGE = load_test_set()[0][18] / np.float32(255)


def words(app):
    return "\n".join(block.value for block in app.main.markdown)


def test_sliders_change_the_digit_the_answer_and_the_address():
    app = open_page("whatif", digit=18)
    app.slider(key="whatif_turn").set_value(90.0).run()
    assert not app.exception
    assert address(app)["turn"] == "90.0"
    [shares] = load_recognizer().classify(changed(IMAGE, {"turn": 90.0})[None])
    assert f"It says **{shares.argmax()}**, {percent(shares.max())}" in words(app)


def test_each_slider_has_a_curve_through_what_is_set():
    app = open_page("whatif", digit=18, scale="60.0")
    curves = [chart for chart in charts(app) if chart["data"][0]["type"] == "scatter"]
    assert len(curves) == len(app.main.slider) == len(CHANGES)
    digit = int(load_recognizer().classify(IMAGE[None]).argmax())
    [now] = load_recognizer().classify(changed(IMAGE, {"scale": 60.0})[None])[:, digit]
    for (key, change), curve in zip(CHANGES.items(), curves, strict=True):
        at = 60.0 if key == "scale" else change.neutral
        assert curve["layout"]["shapes"][0]["x0"] == at
        own = curve["data"][1]
        assert np.interp(at, numbers(own["x"]), numbers(own["y"])) == pytest.approx(now, abs=0.06)


@pytest.mark.parametrize("amount", ["nan", "inf", "-999", "x", ""])
def test_an_amount_that_no_slider_has_changes_nothing(amount):
    assert open_page("whatif", digit=18, turn=amount).slider(key="whatif_turn").value == 0


def test_reset_takes_everything_back():
    app = open_page("whatif", digit=18, turn="45.0", noise="20.0")
    next(button for button in app.main.button if button.label == "Reset").click().run()
    assert not app.exception
    assert [app.slider(key=f"whatif_{key}").value for key in CHANGES] == [c.neutral for c in CHANGES.values()]
    assert not {"turn", "noise"} & set(address(app))


def test_it_is_fooled_into_the_digit_of_the_address():
    app = open_page("whatif", digit=18, way="fool", to=8)
    assert "**Both**: 8, " in words(app)
    assert "steps were enough" in words(app)
