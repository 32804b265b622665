"""The lesson's components in a browser: what they calculate, against NumPy and Keras, and what they send."""

import json

import keras
import numpy as np
import pytest

from mnist_core.charts.reading import blue_colors
from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.contributions import through_each_map
from mnist_core.lesson.forward import forward
from mnist_core.lesson.weights import load_weights
from mnist_core.paths import MODELS
from mnist_core.ui.lesson.component import FOLDER
from tests.serving import find_browser, open_browser

pytestmark = pytest.mark.skipif(
    find_browser() is None,
    reason="no browser is installed: apt-get install chromium, or put Chrome on the PATH",
)
ROUNDED = 0.0051  # what is shown has two decimals
WEIGHTS = load_weights()
PIXELS = load_test_set()[0][4] / np.float32(255)
SEEN = forward(WEIGHTS, PIXELS)

# Runs a component as Streamlit does: with its HTML in place, anew with other data, and notes what it sends.
MOUNT = """async ({html, css, js, data}) => {
    document.body.innerHTML = `<style>${css}</style>${html}`;
    const module = await import(URL.createObjectURL(new Blob([js], {type: 'text/javascript'})));
    window.sent = [];
    window.run = (data) => module.default({
        data, parentElement: document.body, setStateValue: (name, value) => window.sent.push([name, value]),
    });
    window.run(data);
}"""
# Points at every cell of the map in turn, and reads what is said of it.
EVERY_CELL = """([rows, columns]) => {
    const map = document.querySelector('.picture.output'), box = map.getBoundingClientRect();
    const point = (row, column) => map.dispatchEvent(new PointerEvent('pointermove', {
        clientX: box.left + (column + 0.5) * box.width / columns,
        clientY: box.top + (row + 0.5) * box.height / rows,
    }));
    const said = (name) => document.querySelector(name).textContent.replaceAll('−', '-');
    return Array.from({length: rows * columns}, (_, i) => {
        point(Math.floor(i / columns), i % columns);
        return {
            value: Number(said('.value')),
            sum: said('.sum'),
            products: [...document.querySelectorAll('.products .cells span')]
                .map((cell) => Number(cell.textContent.replace('−', '-'))),
        };
    });
}"""


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    yield page
    page.close()


@pytest.fixture(scope="module")
def layers():
    """What Keras makes of the image: conv1, pool1 and conv2 of the network as trained."""
    classifier = keras.saving.load_model(MODELS / "mnist_model_final.keras")
    outputs = [classifier.get_layer(name).output for name in ("conv1", "pool1", "conv2")]
    return [
        values[0]
        for values in keras.Model(classifier.inputs, outputs).predict_on_batch(PIXELS[None, ..., None])
    ]


def mount(page, name, data):
    html, css, js = ((FOLDER / f"{name}.{end}").read_text(encoding="utf-8") for end in ("html", "css", "js"))
    page.evaluate(MOUNT, {"html": html, "css": css, "js": js, "data": data})


def window(picture, kernel, base, **more):
    """What Python sends for a worked window."""
    return {
        "input": picture.tolist(),
        "kernel": None if kernel is None else kernel.tolist(),
        "size": 2 if kernel is None else 3,
        "stride": 2 if kernel is None else 1,
        "base": base.tolist(),
        "base_name": "Bias",
        "row": 0,
        "column": 0,
        "input_name": "in",
        "output_name": "out",
        "is_map": False,
        "colours": [f"rgb({r},{g},{b})" for r, g, b in blue_colors().tolist()],
    } | more


def cells_of(page, shape):
    said = page.evaluate(EVERY_CELL, list(shape))
    return said, np.array([cell["value"] for cell in said]).reshape(shape)


@pytest.mark.parametrize("number", [0, 6, 31])
def test_every_cell_of_conv1_is_numpys_and_keras(page, layers, number):
    bias = np.full((26, 26), WEIGHTS.conv1_bias[number])
    mount(page, "worked_window", window(PIXELS, WEIGHTS.conv1_kernel[..., 0, number], bias))
    said, values = cells_of(page, (26, 26))
    np.testing.assert_allclose(values, SEEN.conv1[..., number], atol=ROUNDED)
    np.testing.assert_allclose(values, layers[0][..., number], atol=ROUNDED)
    products = np.array([cell["products"] for cell in said]).sum(axis=1).reshape(26, 26)
    np.testing.assert_allclose(products, SEEN.conv1_sums[..., number] - bias, atol=9 * ROUNDED)
    assert ("below 0" in said[0]["sum"]) == (SEEN.conv1_sums[0, 0, number] < 0)


def test_every_cell_of_pool1_is_numpys_and_keras(page, layers):
    mount(page, "worked_window", window(SEEN.conv1[..., 6], None, np.zeros((13, 13)), is_map=True))
    _, values = cells_of(page, (13, 13))
    np.testing.assert_allclose(values, SEEN.pool1[..., 6], atol=ROUNDED)
    np.testing.assert_allclose(values, layers[1][..., 6], atol=ROUNDED)


@pytest.mark.parametrize("number", [19, 40])
def test_every_cell_of_conv2_is_numpys_and_keras(page, layers, number):
    share = through_each_map(WEIGHTS, SEEN.pool1, number)[..., 6]
    others = SEEN.conv2_sums[..., number] - share
    data = window(SEEN.pool1[..., 6], WEIGHTS.conv2_kernel[..., 6, number], others, is_map=True)
    mount(page, "worked_window", data)
    _, values = cells_of(page, (11, 11))
    np.testing.assert_allclose(values, SEEN.conv2[..., number], atol=ROUNDED)
    np.testing.assert_allclose(values, layers[2][..., number], atol=ROUNDED)


@pytest.fixture
def conv1(page):
    """A worked window over the image, at row 5 and column 7."""
    data = window(PIXELS, WEIGHTS.conv1_kernel[..., 0, 6], np.zeros((26, 26)), row=4, column=6)
    mount(page, "worked_window", data)
    return page, data


def place(page):
    return page.locator(".sum").inner_text().split(":")[0]


def test_the_window_begins_where_it_was_asked_for_and_moves_by_arrow(conv1):
    page, data = conv1
    assert place(page) == "Row 5, column 7"
    page.locator(".picture.output").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert place(page) == "Row 7, column 6"
    assert page.evaluate("window.sent") == []
    page.wait_for_function("window.sent.length")
    assert page.evaluate("window.sent") == [["cell", [6, 5]]]
    page.evaluate("data => window.run(data)", data | {"row": 6, "column": 5})
    assert place(page) == "Row 7, column 6"


def test_the_arrows_of_the_window_do_not_reach_the_page(conv1):
    page, _ = conv1
    page.evaluate("() => { document.body.onkeydown = (event) => { window.reached = event.key; }; }")
    page.locator(".picture.output").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.reached") is None
    page.keyboard.press("Tab")
    assert page.evaluate("window.reached") == "Tab"


def test_it_stays_on_the_map(conv1):
    page, _ = conv1
    page.locator(".picture.output").focus()
    for _ in range(30):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")
    assert place(page) == "Row 1, column 26"


def test_moving_sends_nothing_and_a_click_sends_the_cell(conv1):
    page, _ = conv1
    box = page.locator(".picture.output").bounding_box()
    x, y = box["x"] + box["width"] * 10.5 / 26, box["y"] + box["height"] * 3.5 / 26
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.move(x, y, steps=4)
    assert place(page) == "Row 4, column 11"
    assert page.evaluate("window.sent") == []
    page.mouse.click(x, y)
    assert page.evaluate("window.sent") == [["cell", [3, 10]]]


def test_it_plays_from_cell_to_cell_and_pauses(conv1):
    page, _ = conv1
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("!document.querySelector('.sum').textContent.startsWith('Row 5, column 7:')")
    assert page.evaluate("window.sent") == []
    page.get_by_role("button", name="Pause").click()
    [[name, cell]] = page.evaluate("window.sent")
    assert name == "cell"
    assert place(page) == f"Row {cell[0] + 1}, column {cell[1] + 1}"


def test_a_dragged_stroke_paints_and_is_sent_once(page):
    image = np.zeros((28, 28), np.uint8)
    data = {"pixels": image.ravel().tolist(), "side": 28, "label": "An image", "strokes": 0}
    mount(page, "pixel_grid", data)
    box = page.locator(".picture").bounding_box()
    at = [(box["x"] + (c + 0.5) * box["width"] / 28, box["y"] + 3.5 * box["height"] / 28) for c in range(28)]
    page.mouse.move(*at[5])
    page.mouse.down()
    for point in at[6:10]:
        page.mouse.move(*point)
    assert page.evaluate("window.sent") == []
    page.mouse.up()
    [[name, painted]] = page.evaluate("window.sent")
    image[3, 5:10] = 255
    assert name == "painted"
    assert painted == {"pixels": image.ravel().tolist(), "strokes": 1}
    assert page.locator("output").inner_text() == "Row 4, column 10: 1.00"
    # An answer to what was before the stroke is out of date; the one after it is not.
    page.evaluate("data => window.run(data)", data)
    assert page.locator("output").inner_text().endswith("1.00")
    page.evaluate("data => window.run(data)", data | {"strokes": 1})
    assert page.locator("output").inner_text().endswith("0.00")


def test_a_pixel_is_painted_and_erased_by_key(page):
    data = {"pixels": [0] * 784, "side": 28, "label": "An image", "strokes": 0}
    mount(page, "pixel_grid", data)
    page.locator(".picture").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    assert page.locator("output").inner_text() == "Row 15, column 14: 1.00"
    page.wait_for_function("window.sent.length")
    page.keyboard.press("Enter")
    assert page.locator("output").inner_text() == "Row 15, column 14: 0.00"
    page.wait_for_function("window.sent.length == 2")
    assert json.dumps(page.evaluate("window.sent[1][1]")) == json.dumps({"pixels": [0] * 784, "strokes": 2})
