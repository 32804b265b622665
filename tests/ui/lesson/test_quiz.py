"""The class against the network, played to the end."""

import numpy as np

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.ui.lesson.quiz import _numbers
from tests.pages.test_lesson import open_page, press


def say(app, digit):
    app.button(key=f"quiz-{digit}").click().run()
    assert not app.exception
    return app


def test_a_class_that_knows_all_labels_beats_the_network():
    images, labels = load_test_set()
    numbers = _numbers()
    network = load_recognizer().classify(images[numbers] / np.float32(255)).argmax(axis=1)
    app = open_page("quiz")
    assert "network**" not in "".join(block.value for block in app.main.markdown)
    for place, number in enumerate(numbers):
        say(app, labels[number])
        shown = "\n".join(block.value for block in app.main.markdown)
        assert f"You: **{labels[number]}** :green" in shown
        assert f"The network: **{network[place]}**" in shown
        press(app, "Next digit" if place < 19 else "See who won")
    right = int((network == labels[numbers]).sum())
    assert app.main.subheader[0].value == f"You 20 : {right} network"
    assert f"**Only you read** {20 - right} of 20:" in [block.value for block in app.main.markdown]
    assert not any(button.key == "quiz-0" for button in app.main.button)
    press(app, "Start again")
    assert app.button(key="quiz-0")
    assert not app.main.subheader


def test_going_to_another_step_and_back_keeps_the_game():
    app = open_page("quiz")
    say(app, 0)
    press(app, "Back")
    press(app, "Next")
    assert any(button.label == "Next digit" for button in app.main.button)
