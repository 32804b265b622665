"""Where it looked, as a pupil would try it."""

import numpy as np

from mnist_core import load_recognizer
from mnist_core.charts.reading import percent
from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.forward import forward
from mnist_core.lesson.gradcam import grad_cam, on_image
from mnist_core.lesson.occlusion import covered
from mnist_core.lesson.weights import load_weights
from tests.pages.test_lesson import address, open_page
from tests.ui.lesson.plotted import charts, numbers

IMAGE = load_test_set()[0][18] / np.float32(255)


def heat(app, place):
    return numbers(charts(app)[place]["data"][1]["z"])


def test_grad_cam_is_that_of_the_digit_asked_for():
    app = open_page("look", digit=18, **{"for": 8})
    cells = grad_cam(load_weights(), forward(load_weights(), IMAGE), 8)
    np.testing.assert_allclose(heat(app, 0), on_image(cells / cells.max()), atol=1e-5)


def test_the_square_is_at_the_place_of_the_address_and_says_what_it_costs():
    app = open_page("look", digit=18, **{"for": 3}, row=9, column=14, size=9)
    recognizer = load_recognizer()
    hidden = covered(IMAGE, 9)[8 * 28 + 13]
    whole, now = recognizer.classify(np.stack([IMAGE, hidden]))[:, 3]
    words = "\n".join(block.value for block in app.main.markdown)
    assert f"the 3 has {percent(now)}, not {percent(whole)}" in words
    np.testing.assert_allclose(heat(app, 1)[8, 13], whole - now, atol=1e-5)


def test_sliders_move_the_square_and_the_address():
    app = open_page("look", digit=18)
    app.slider(key="look_row").set_value(3).run()
    assert not app.exception
    assert address(app)["row"] == "3"
