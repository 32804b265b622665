"""What only a real browser has: drawing with a mouse or a finger, many files at once, a download."""

import io
from itertools import pairwise

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import expect

from mnist_core.data.dataset import load_test_set
from tests.serving import find_browser, open_browser, serve

pytestmark = pytest.mark.skipif(
    find_browser() is None,
    reason="no browser is installed: apt-get install chromium, or put Chrome on the PATH",
)
PATIENCE = 240_000  # milliseconds: TensorFlow may load meanwhile, on a busy machine
SEVEN = [(3, 3), (110, 3), (50, 200)]  # corners in pixels of the pad: from its very corner
ONE = [(200, 40), (200, 200)]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def address():
    with serve() as (address, _):
        yield address


@pytest.fixture
def visit(browser, address):
    """Return what opens Home at an address's query on a device."""
    contexts = []

    def open_page(query, device):
        context = browser.new_context(**device)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{query}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def pad(page):
    canvas = page.get_by_role("img", name="A pad to draw digits on")
    expect(canvas).to_be_visible(timeout=PATIENCE)
    canvas.scroll_into_view_if_needed()
    return canvas.bounding_box()


def answer(page):
    return page.get_by_test_id("stMetricValue")


def points(box, corners, steps=8):
    """Return points along the corners, in pixels of the window."""
    line = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        line += [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(1, steps + 1)]
    return [(box["x"] + x, box["y"] + y) for x, y in line]


def draw_with_mouse(page, corners):
    first, *rest = points(pad(page), corners)
    page.mouse.move(*first)
    page.mouse.down()
    for point in rest:
        page.mouse.move(*point)
    page.mouse.up()


def draw_with_finger(page, corners):
    touch = page.context.new_cdp_session(page)
    first, *rest = points(pad(page), corners)
    send = "Input.dispatchTouchEvent"
    touch.send(send, {"type": "touchStart", "touchPoints": [{"x": first[0], "y": first[1]}]})
    for x, y in rest:
        touch.send(send, {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    touch.send(send, {"type": "touchEnd", "touchPoints": []})


def test_a_seven_drawn_with_the_mouse_is_read_and_taken_back(visit):
    page = visit("?way=Draw", DESK)
    draw_with_mouse(page, SEVEN)
    expect(answer(page)).to_have_text("7", timeout=PATIENCE)
    draw_with_mouse(page, ONE)
    expect(answer(page)).to_have_text("71", timeout=PATIENCE)
    page.get_by_role("button", name="Undo").click()
    expect(answer(page)).to_have_text("7", timeout=PATIENCE)
    page.keyboard.press("Control+y")
    expect(answer(page)).to_have_text("71", timeout=PATIENCE)
    page.keyboard.press("Delete")
    expect(page.get_by_text("read as soon as the pen rests")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("status").get_by_text("Nothing.")).to_be_attached()


def test_a_drawing_survives_another_page_and_a_reload(visit):
    page = visit("?way=Draw", DESK)
    draw_with_mouse(page, SEVEN)
    expect(answer(page)).to_have_text("7", timeout=PATIENCE)
    page.get_by_role("link", name="About").first.click()
    expect(page.get_by_role("heading", level=1, name="About")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Home").first.click()
    expect(answer(page)).to_have_text("7", timeout=PATIENCE)
    expect(page.get_by_text("1 stroke. Read by the server as 7.")).to_be_attached(timeout=PATIENCE)
    page.reload()
    expect(answer(page)).to_have_text("7", timeout=PATIENCE)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").get_by_text("Nothing.")).to_be_attached()


def test_a_seven_drawn_with_a_finger_is_read_and_the_page_stays_put(visit):
    page = visit("?way=Draw", PHONE)
    box = pad(page)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    # Below the fold of the page there is room to scroll to, so that a finger could.
    scroller = page.get_by_test_id("stMain")
    before = scroller.evaluate("element => element.scrollTop")
    draw_with_finger(page, SEVEN)
    expect(answer(page)).to_have_text("7", timeout=PATIENCE)
    draw_with_finger(page, ONE)
    expect(answer(page)).to_have_text("71", timeout=PATIENCE)
    assert scroller.evaluate("element => element.scrollTop") == before
    assert scroller.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_twenty_files_are_read_opened_and_downloaded(visit, tmp_path):
    images, labels = load_test_set()
    files = []
    for i in range(20):
        data = io.BytesIO()
        Image.fromarray(255 - images[i]).resize((112, 112)).save(data, "png")
        files.append({"name": f"{labels[i]}_{i}.png", "mimeType": "image/png", "buffer": data.getvalue()})
    page = visit("", DESK)
    expect(answer(page)).to_be_visible(timeout=PATIENCE)
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(files)
    download = page.get_by_role("button", name="CSV", exact=True)
    expect(download).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as event:
        download.click()
    event.value.save_as(tmp_path / "batch.csv")
    table = pd.read_csv(tmp_path / "batch.csv", dtype={"text": str})
    assert table.name.tolist() == [file["name"] for file in files]
    assert (table.text == [str(label) for label in labels[:20]]).mean() > 0.9

    # The download's button lies below the table: come back up, out from under the page's header.
    page.get_by_role("heading", name="Batch of 20 pictures").scroll_into_view_if_needed()
    grid = page.get_by_test_id("stDataFrame").locator("canvas").first
    row = {"x": 200, "y": 38 + 1.5 * 48}
    # A layer of the table takes clicks for it, hence `force`; it selects what the pointer has rested on.
    grid.hover(position=row, force=True)
    page.wait_for_timeout(1_000)
    grid.click(position=row, force=True, delay=60)
    expect(page.get_by_role("img", name=files[1]["name"])).to_be_visible(timeout=PATIENCE)
    expect(answer(page)).to_have_text(str(labels[1]), timeout=PATIENCE)
