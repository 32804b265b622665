"""The dashboard from end to end: a started server and a real browser."""

import io

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import expect

import mnist_core
from mnist_core.data.dataset import load_test_set
from tests.serving import find_browser, open_browser, serve

pytestmark = pytest.mark.skipif(
    find_browser() is None,
    reason="no browser is installed: apt-get install chromium, or put Chrome on the PATH",
)
PATIENCE = 120_000  # milliseconds: TensorFlow may load meanwhile, on a busy machine


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def drawn_digit(index):
    """Return a test digit as a PNG file: dark ink, large, off the middle of white paper."""
    ink = Image.fromarray(load_test_set()[0][index]).resize((200, 200), Image.Resampling.BICUBIC)
    paper = Image.new("L", (640, 480), 255)
    paper.paste(ImageOps.invert(ink), (330, 90))
    buffer = io.BytesIO()
    paper.save(buffer, "PNG")
    return buffer.getvalue()


def expect_whole_frame(page):
    sidebar = page.get_by_test_id("stSidebar")
    for name in ("Home", "Inside the network", "Model info", "About"):
        expect(sidebar.get_by_role("link", name=name)).to_be_visible(timeout=PATIENCE)
    expect(sidebar.get_by_text("Tips")).to_be_visible(timeout=PATIENCE)
    expect(sidebar.get_by_text("Visits so far")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(f"{mnist_core.__version__} · MIT licence")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("path", ["/model_info", "/about"])
def test_deep_link_into_a_cold_server_shows_the_whole_frame(page, path):
    with serve() as (address, _):
        page.goto(address + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
        expect_whole_frame(page)


def test_a_link_to_a_cell_of_a_map_opens_it_on_a_cold_server_and_the_next_click_is_a_link_too(page):
    with serve() as (address, _):
        page.goto(f"{address}/lesson?step=conv1&map=7&row=12&column=9&digit=18")
        said = page.get_by_text("Row 12, column 9:")
        expect(said).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("Map 7 of 32")).to_be_visible(timeout=PATIENCE)
        page.get_by_label("Map. Arrow keys move the window.").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text("Row 12, column 10:")).to_be_visible(timeout=PATIENCE)
        page.wait_for_url("**column=10**", timeout=PATIENCE)
        page.get_by_role("heading", level=1).click()  # off the map, where the arrows turn the steps
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**step=pool1**", timeout=PATIENCE)
        assert "column" not in page.url
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_digit_uploaded_to_a_cold_server_is_read_and_stays_over_a_page_change(page):
    _, labels = load_test_set()
    index = 15
    with serve() as (address, _):
        page.goto(address)
        answer = page.get_by_test_id("stMetricValue")
        expect_whole_frame(page)
        expect(answer).to_be_visible(timeout=PATIENCE)
        digit = {"name": "digit.png", "mimeType": "image/png", "buffer": drawn_digit(index)}
        page.get_by_test_id("stFileUploader").first.locator("input").set_input_files(digit)
        expect(page.get_by_role("img", name="digit.png")).to_be_visible(timeout=PATIENCE)
        expect(answer).to_have_text(str(labels[index]), timeout=PATIENCE)
        page.get_by_role("link", name="About").first.click()
        expect(page.get_by_role("heading", level=1, name="About")).to_be_visible(timeout=PATIENCE)
        page.get_by_role("link", name="Home").first.click()
        expect(answer).to_have_text(str(labels[index]), timeout=PATIENCE)
        expect(page.get_by_role("img", name="digit.png")).to_be_visible(timeout=PATIENCE)
        expect_whole_frame(page)
