"""A class at once: how long each waits for an answer, and what memory the server holds, then and later.

    python -m benchmarks.benchmark_load [--visitors N] [--readings N]

Visitors open the page at once, then all read a photo of 12 megapixels at once, and leave. Then one visitor
reads a small photo many times. They are sessions as browsers have them, without the browsers.
"""

import argparse
import io
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from PIL import Image

from benchmarks.benchmark_reading import photograph
from benchmarks.visitor import Visitor
from mnist_core.memory import EVERY
from tests.serving import serve

GONE = 125  # seconds: for two minutes, Streamlit keeps the session of a visitor who may come back


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=60)
    parser.add_argument("--readings", type=int, default=500)
    options = parser.parse_args()
    photo, small = encoded(4000, 3000), encoded(640, 480)
    with serve() as (address, server), ThreadPoolExecutor(options.visitors) as pool:
        first = Visitor(address)
        show("after the first answer", first.answer, server)

        opened = [*pool.map(lambda _: timed(Visitor, address), range(options.visitors))]
        visitors = [visitor for visitor, _ in opened]
        show(f"{options.visitors} visitors opened the page, {waiting(opened)}", first.answer, server)
        read = [*pool.map(lambda visitor: timed(visitor.read, ("photo.jpg", photo)), visitors)]
        show(f"each read a photo, {waiting(read)}", read[0][0], server)
        for visitor in visitors:
            visitor.leave()
        wait_until_forgotten(address)
        show("they have left", first.look(), server)

        for number in range(options.readings):
            answer = first.read((f"{number}.jpg", small))
            if (number + 1) % (options.readings / 5) == 0:
                show(f"{number + 1} more readings in one visit", answer, server)
        first.read(*((f"{number}.jpg", photo) for number in range(24)))
        time.sleep(24)
        show("a batch of 24 photos", first.look(), server)


def wait_until_forgotten(address):
    """Wait until the server has let go of the visitors who left."""
    time.sleep(GONE)
    Visitor(address).leave()  # as this one goes, Streamlit forgets who went before
    time.sleep(EVERY + 5)


def encoded(width, height):
    buffer = io.BytesIO()
    Image.fromarray(photograph(width, height)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def timed(call, *arguments):
    """Return what the call returns, and the seconds it took."""
    start = time.perf_counter()
    return call(*arguments), time.perf_counter() - start


def waiting(results):
    seconds = [each for _, each in results]
    return f"waiting {median(seconds):.1f} s (median), {max(seconds):.1f} s at most"


def show(what, answer, server):
    print(f"{resident(server):6.0f} MB: {what}; the answer is {answer}", flush=True)


def resident(server):
    """Return the MB of memory that a server holds."""
    return int(subprocess.check_output(["ps", "-o", "rss=", "-p", str(server.pid)])) / 1024


if __name__ == "__main__":
    main()
