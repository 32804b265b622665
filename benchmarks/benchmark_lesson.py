"""From a click to a step of the lesson, beside a bare rerun of a page with nothing on it, in a real browser.

    python -m benchmarks.benchmark_lesson

The bare page has the same frame and one button. Both take turns, so that a busy machine slows both. Each step
is opened in every round; the first round, in which modules are loaded, does not count.
"""

from statistics import median

from benchmarks.bare_dashboard import bare_dashboard
from mnist_core.ui.lesson.steps import STEPS
from tests.serving import open_browser, serve

ROUNDS = 4
PATIENCE = 120_000  # milliseconds
BARE_PAGE = """
import streamlit as st

from mnist_core.ui.frame import begin_page, footer

begin_page("Bare", "collapsed")
st.title(st.session_state.setdefault("runs", 0))
st.session_state.runs += 1
st.button("Again")
footer()
"""
QUIET = 1_500  # milliseconds without a change: all that was to come is there
# Notes when what stands on the page last changed, counted from the last click.
WATCH = """() => {
    let started;
    document.addEventListener('click', () => { started = performance.now(); window.took = 0; }, true);
    new MutationObserver(() => { window.took = performance.now() - started; })
        .observe(document.querySelector('[data-testid=stMain]'), {
            subtree: true, childList: true, characterData: true,
        });
}"""


def main():
    with (
        bare_dashboard(BARE_PAGE) as bare,
        open_browser() as browser,
        serve() as (lesson, _),
        serve(bare) as (empty, _),
    ):
        lesson_page = open_page(browser, f"{lesson}/lesson?step={STEPS[-1].key}")
        bare_page = open_page(browser, empty)
        times = [one_round(lesson_page, bare_page) for _ in range(ROUNDS)][1:]
    rerun = median(bare for steps in times for _, bare in steps)
    print(f"a bare rerun {rerun:17.0f} ms")
    for place, step in enumerate(STEPS):
        took = median(steps[place][0] for steps in times)
        print(f"{step.title:22} {took:7.0f} ms, {took / rerun:.1f} times a bare rerun")


def open_page(browser, address):
    """Return a page that notes how long each click takes."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.get_by_text("MIT licence").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.evaluate(WATCH)
    return page


def one_round(lesson_page, bare_page):
    """Return for each step the milliseconds until it is there, and those of a bare rerun just before."""
    times = []
    rail = lesson_page.get_by_test_id("stButtonGroup").first.get_by_role("radio")
    for place in range(len(STEPS)):
        bare = click(bare_page, bare_page.get_by_role("button", name="Again"))
        times.append((click(lesson_page, rail.nth(place)), bare))
    return times


def click(page, target):
    """Click and return the milliseconds until nothing more has changed on the page."""
    target.click()
    page.wait_for_function("window.took")
    took = None
    while took != (took := page.evaluate("window.took")):
        page.wait_for_timeout(QUIET)
    return took


if __name__ == "__main__":
    main()
