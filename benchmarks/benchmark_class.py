"""A class that draws: how long each pupil waits to have a drawing confirmed, and what it costs the server.

    python -m benchmarks.benchmark_class [--pupils N] [--rounds N]

Pupils open the page, and then all let their pens rest at the same moment, again and again. They are sessions
as browsers have them, without the browsers: the quick answer is not part of this, for it takes no server.
Beside it, one pupil alone: what of the waiting is the class, and what the page.
"""

import argparse
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.benchmark_load import resident, timed, wait_until_forgotten
from benchmarks.visitor import Visitor
from tests.serving import serve

ALONE = 20  # drawings


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with serve() as (address, server), ThreadPoolExecutor(options.pupils) as pool:
        first = Visitor(address, "way=Draw")
        first.draw(drawing(0))
        show("one pupil alone", [timed(first.draw, drawing(i))[1] for i in range(ALONE)])
        spent = processor_seconds(server)
        for i in range(ALONE):
            first.draw(drawing(i))
        print(f"{1000 * (processor_seconds(server) - spent) / ALONE:6.0f} ms of processor time a drawing")

        before = resident(server)
        pupils = [*pool.map(lambda _: Visitor(address, "way=Draw"), range(options.pupils))]
        for i in range(options.rounds):
            drawn = [*pool.map(lambda pupil, i=i: timed(pupil.draw, drawing(i)), pupils)]
            assert all(answer for answer, _ in drawn)
            show(f"{options.pupils} pupils at once", [seconds for _, seconds in drawn])
        print(f"{(resident(server) - before) / options.pupils:6.1f} MB a pupil")
        for pupil in pupils:
            pupil.leave()
        wait_until_forgotten(address)
        print(f"{resident(server) - before:6.0f} MB more than before, when they have left")


def drawing(number):
    """Return a 7, and beside it a 1 every other time, as a PNG file of the pad's."""
    paper = Image.new("L", (580, 340), 255)
    pen = ImageDraw.Draw(paper)
    pen.line([(60, 60), (150, 60), (90, 250)], 0, 20, "curve")
    if number % 2:
        pen.line([(250, 60), (250, 250)], 0, 20)
    file = io.BytesIO()
    paper.save(file, "PNG")
    return file.getvalue()


def processor_seconds(server):
    """Return the time that processors have spent on the server, which other programs do not lengthen."""
    fields = Path(f"/proc/{server.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def show(what, seconds):
    half, most = np.quantile(seconds, (0.5, 0.95))
    print(f"{what}: {half:.2f} s (median), {most:.2f} s for 95 of 100", flush=True)


if __name__ == "__main__":
    main()
