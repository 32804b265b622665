"""From the end of a stroke to the new answer, beside a bare rerun of the same fragment, in a real browser.

    python -m benchmarks.benchmark_draw

The bare rerun is a click that changes no reading. Both take turns, so that a busy machine slows both.
"""

import statistics

from tests.serving import open_browser, serve

ROUNDS = 6  # longer numbers are shown as a heading, not as the metric that is watched
PATIENCE = 120_000  # milliseconds
STROKES = [(40 + 45 * i, 60, 40 + 45 * i, 180) for i in range(ROUNDS)]  # ones, side by side

WATCH = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const answer = () => document.querySelector('[data-testid=stMetricValue]')?.innerText;
    let started, before;
    document.addEventListener('mouseup', () => {
        started = performance.now();
        before = answer();
        window.answered = window.rerun = null;
    }, true);
    let running = false;
    new MutationObserver(() => {
        const now = app.getAttribute('data-test-script-state') === 'running';
        if (running && !now) window.rerun ??= performance.now() - started;
        running = now;
        if (answer() !== before) window.answered ??= performance.now() - started;
    }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def stroke(page, box, line):
    """Draw a line on the pad and return the milliseconds until the answer has changed."""
    left, top, right, bottom = line
    page.mouse.move(box["x"] + left, box["y"] + top)
    page.mouse.down()
    page.mouse.move(box["x"] + right, box["y"] + bottom, steps=5)
    page.mouse.up()
    page.wait_for_function("window.answered && window.rerun", timeout=PATIENCE)
    return page.evaluate("window.answered")


def bare_rerun(page, name):
    """Click on a correction and return the milliseconds until the fragment has been rerun."""
    page.get_by_test_id("stPopoverBody").get_by_text(name, exact=True).click()
    page.wait_for_function("window.rerun", timeout=PATIENCE)
    return page.evaluate("window.rerun")


def main():
    with serve() as (address, _), open_browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/?way=Draw")
        pad = page.get_by_role("img", name="A pad to draw digits on")
        pad.wait_for()
        page.get_by_text("read as soon as the pen rests").wait_for()
        page.locator("[data-test-script-state=notRunning]").wait_for()
        page.evaluate(WATCH)
        answers, reruns = [], []
        for i, line in enumerate(STROKES):
            answers.append(stroke(page, pad.bounding_box(), line))
            page.get_by_role("button", name="Was it right?").click()
            reruns.append(bare_rerun(page, str(i % 10)))
            page.keyboard.press("Escape")
    answer, rerun = statistics.median(answers[1:]), statistics.median(reruns[1:])
    print(f"end of a stroke to the new answer {answer:7.0f} ms")
    print(f"a bare rerun of the same fragment {rerun:7.0f} ms")
    print(f"the answer takes {answer / rerun:.1f} times a bare rerun")


if __name__ == "__main__":
    main()
