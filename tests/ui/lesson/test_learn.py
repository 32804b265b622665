"""Watching it learn: what is shown of a run at each of its states; training itself has tests of its own."""

import numpy as np
import pytest

from mnist_core.lesson.live import trainer as live
from mnist_core.lesson.live.moments import Moment, Settings
from mnist_core.lesson.live.trainer import Run, State
from mnist_core.ui.lesson import learn
from tests.pages.test_lesson import open_page, press
from tests.ui.lesson.plotted import charts


def run_of(moments, state, settings=Settings(1e-3, 64, 1)):  # noqa: B008
    """Return a run in that state, with moments that get better."""
    rng = np.random.default_rng(settings.seed)
    run = Run(settings, np.zeros((28, 28), np.float32))
    shares = np.full(10, 0.1, np.float32)
    run.state, run.moments = (
        state,
        tuple(
            Moment(
                images=1000 * k,
                seconds=1.5 * k,
                loss=2.3 / (k + 1),
                accuracy=1 - 0.9 / (k + 1),
                held_out_loss=2.3 / (k + 1),
                held_out_accuracy=1 - 0.9 / (k + 1) ** 3,
                filters=rng.normal(size=(3, 3, 1, 32)).astype(np.float32),
                probabilities=shares,
            )
            for k in range(moments)
        ),
    )
    return run


def page(*runs):
    """Return the step on a visit that has these runs."""
    app = open_page("learn", digit=18)
    app.session_state["lesson_runs"] = list(runs)
    app.run()
    assert not app.exception
    return app


def test_an_ended_run_says_how_good_it_is_and_can_be_looked_back_on():
    app = page(run_of(5, State.ENDED))
    assert app.get("progress")[0].proto.text == "4,000 images, 6.0 s: 99.3 % held out right; 95% after 3.0 s"
    accuracy = charts(app)[0]["data"]
    assert accuracy[1]["y"] == pytest.approx([1 - 0.9 / (k + 1) ** 3 for k in range(5)])
    slider = app.main.select_slider[0]
    slider.set_value(0).run()
    assert not app.exception
    assert "after 0 images" in "\n".join(block.value for block in app.main.markdown)


def test_two_runs_are_drawn_together():
    app = page(run_of(5, State.ENDED), run_of(3, State.ENDED, Settings(3e-3, 256, 2)))
    names = [line["name"] for line in charts(app)[0]["data"]]
    assert names == [
        f"{run}, {kind}"
        for run in ("rate 0.003, batch 256, seed 2", "rate 0.001, batch 64, seed 1")
        for kind in ("learned", "held out")
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [(State.WAITING, "Your place in the queue: 1"), (State.LOADING, "TensorFlow is loading")],
)
def test_what_is_waited_for_is_said(state, words):
    app = page(run_of(0, state))
    assert any(words in (info.value + str(info.proto.title)) for info in app.main.info)
    assert not any(b.label == "Start" and not b.disabled for b in app.main.button)


def test_a_run_that_failed_and_one_that_never_began_say_so():
    assert "failed" in page(run_of(0, State.FAILED)).main.error[0].value
    assert "before it began" in page(run_of(0, State.ENDED)).main.info[0].value


def test_reset_leaves_nothing():
    app = page(run_of(5, State.ENDED))
    press(app, "Reset")
    assert not app.get("plotly_chart")


def test_start_begins_a_run_with_what_is_chosen(monkeypatch):
    monkeypatch.setattr(live, "_moments", lambda settings, pixels, wanted: iter(()))
    app = open_page("learn", digit=18, rate="0.003", batch=256, seed=7)
    press(app, "Start")
    [run] = app.session_state["lesson_runs"]
    assert run.settings == Settings(3e-3, 256, 7)
    assert run.pixels.shape == (28, 28)


def test_without_tensorflow_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(learn, "can_train", lambda: False)
    app = open_page("learn", digit=18)
    assert "pip install -r requirements.txt" in app.main.info[0].value
    assert not any(button.label == "Start" for button in app.main.button)
