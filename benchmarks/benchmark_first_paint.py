"""How long a visitor of a cold server waits for the page, and what memory the server then holds.

    python -m benchmarks.benchmark_first_paint

Beside it, an empty Streamlit page with the same frame. Each round starts both servers anew and opens
each in headless Chromium; the median of the rounds counts. First paint is when the heading and the
footer are visible; the network loads behind it.
"""

import subprocess
import time
from statistics import median

from benchmarks.bare_dashboard import bare_dashboard
from tests.serving import ROOT, open_browser, serve

ROUNDS = 5
PATIENCE = 120_000  # milliseconds
EMPTY_PAGE = """
import streamlit as st

from mnist_core.ui.frame import begin_page, footer

begin_page("Empty")
st.title("Empty")
footer()
"""


def main():
    with bare_dashboard(EMPTY_PAGE) as empty, open_browser() as browser:
        dashboard = ROOT / "streamlit_app.py"
        visits = [(visit(browser, dashboard), visit(browser, empty)) for _ in range(ROUNDS)]
    ours = median(page["paint"] for page, _ in visits)
    bare = median(page["paint"] for _, page in visits)
    ratio = median(page["paint"] / blank["paint"] for page, blank in visits)
    print(f"First paint of a cold server: {ours:.2f} s; an empty page {bare:.2f} s; {ratio:.2f} times")
    print(f"First reading of a cold server: {median(page['reading'] for page, _ in visits):.1f} s")
    print(f"Memory of the server after it: {median(page['memory'] for page, _ in visits):.0f} MB")


def visit(browser, script):
    """Return the seconds to first paint and, of the dashboard, to the first reading and the MB held then."""
    measured = {}
    with serve(script) as (address, server):
        context = browser.new_context()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.get_by_role("heading", level=1).wait_for()
        page.get_by_text("MIT licence").wait_for()
        measured["paint"] = time.perf_counter() - start
        if script.parent == ROOT:
            page.get_by_test_id("stMetricValue").wait_for()
            measured["reading"] = time.perf_counter() - start
            resident = subprocess.check_output(["ps", "-o", "rss=", "-p", str(server.pid)])
            measured["memory"] = int(resident) / 1024
        context.close()
    return measured


if __name__ == "__main__":
    main()
