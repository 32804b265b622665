"""The upload page, in a browser: a picture is chosen or dropped, and its answer and maps are shown."""

import base64

import pytest
from playwright.sync_api import expect

from tests.api.conftest import digit, number
from tests.serving import find_browser, open_browser

pytestmark = pytest.mark.skipif(
    find_browser() is None,
    reason="no browser is installed: apt-get install chromium, or put Chrome on the PATH",
)
DROP = """content => {
    const bytes = Uint8Array.from(atob(content), character => character.charCodeAt());
    const data = new DataTransfer();
    data.items.add(new File([bytes], "dropped"));
    document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data }));
}"""


@pytest.fixture(scope="module")
def page(address):
    with open_browser() as browser:
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/upload")
        yield page


def drop(page, content):
    page.evaluate(DROP, base64.b64encode(content).decode())


def test_a_picture_is_read_and_its_maps_are_shown(page):
    file = {"name": "a.png", "mimeType": "image/png", "buffer": number(0, 1)}
    page.get_by_label("Drop a picture").set_input_files(file)
    expect(page.locator("#text")).to_have_text("72")
    expect(page.get_by_role("img", name="The picture that was sent")).to_be_visible()
    page.get_by_role("button", name="Feature maps").nth(1).click()
    for layer in ("conv1", "conv2"):
        maps = page.get_by_role("img", name=f"{layer} finds in digit 2")
        expect(maps).to_be_visible()
        assert maps.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500


def test_a_file_is_dropped_that_is_no_picture_and_then_one_that_is(page):
    drop(page, b"no picture")
    expect(page.get_by_text("This file is no picture")).to_be_visible()
    expect(page.locator("#answer")).to_be_hidden()
    drop(page, digit(1))
    expect(page.locator("#text")).to_have_text("2")
    expect(page.get_by_text("This file is no picture")).to_be_hidden()


def test_a_file_that_is_too_large_is_not_sent(page):
    page.evaluate("read(new File([new Uint8Array(17 * 2 ** 20)], 'large.png'))")
    expect(page.get_by_text("larger than 16 MB")).to_be_visible()
