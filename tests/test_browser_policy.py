"""Every page works under the headers that every answer has: the browser finds nothing to forbid."""

import pytest
from playwright.sync_api import expect

from tests.serving import find_browser, open_browser, serve

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(find_browser() is None, reason="no browser is installed: apt-get install chromium"),
]
PATIENCE = 120_000  # milliseconds


def test_no_page_asks_for_what_the_policy_forbids():
    with serve() as (address, _), open_browser() as browser:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        complaints = []
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None
        )
        foreign = []
        page.on("request", lambda request: foreign.append(request.url))
        for path, shown in (
            ("/?way=Samples", "stPlotlyChart"),
            ("/?way=Draw", "stMain"),
            ("/?way=Camera", "stMain"),
            ("/model_info", "stPlotlyChart"),
            ("/about", "stMain"),
        ):
            page.goto(address + path)
            expect(page.get_by_test_id(shown).first).to_be_visible(timeout=PATIENCE)
            page.wait_for_load_state("networkidle")
        for path in ("/docs", "/upload"):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
        assert complaints == []
        assert [url for url in foreign if not url.startswith((address, "data:", "blob:", "ws"))] == []
