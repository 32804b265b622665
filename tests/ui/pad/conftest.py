"""The pad's scripts in a real browser, without a page around them."""

import base64

import pytest

from mnist_core.paths import BROWSER_FILE, MODELS
from mnist_core.ui.pad.files import SCRIPTS
from tests.serving import find_browser, open_browser

ADDRESS = "http://pad.test"


@pytest.fixture(scope="module")
def scripts():
    """Return what runs a JavaScript function of the scripts and an argument, and gives its answer.

    In the function's text, `pad` holds what the scripts export, and `weights` the address of the weights.
    """
    if find_browser() is None:
        pytest.skip("no browser is installed: apt-get install chromium, or put Chrome on the PATH")
    with open_browser() as browser:
        page = browser.new_page()
        page.route(f"{ADDRESS}/*", fulfill)
        page.goto(f"{ADDRESS}/")
        names = [name for name in SCRIPTS if name != "pad.js"]
        page.evaluate(
            """async names => {
                const modules = await Promise.all(names.map(name => import(`/${name}`)));
                globalThis.pad = Object.assign({}, ...modules);
                globalThis.weights = "/weights";
                globalThis.bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
            }""",
            names,
        )
        yield page.evaluate


def fulfill(route):
    name = route.request.url.removeprefix(f"{ADDRESS}/")
    if name in SCRIPTS:
        route.fulfill(body=SCRIPTS[name].read_bytes(), content_type="text/javascript")
    elif name == "weights":
        route.fulfill(body=(MODELS / BROWSER_FILE).read_bytes(), content_type="application/octet-stream")
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")


def packed(array):
    """Return a uint8 array as text, of which `bytes` in the browser makes an Uint8Array."""
    return base64.b64encode(array.tobytes()).decode()
