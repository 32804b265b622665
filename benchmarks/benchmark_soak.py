"""A long day in ten minutes: python -m benchmarks.benchmark_soak [--minutes N]

Visitors come, read pictures one by one and as a batch, look at the page again, and go; programs ask the API.
Each minute: the memory of the server in the mean of its seconds, its threads and its open files. At the end:
how much of the memory came after the first two minutes (at most 5 %), what threads and files are left of
those who went, and which lines of the log were said more than once.
"""

import argparse
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import requests

from benchmarks.benchmark_load import encoded, wait_until_forgotten
from benchmarks.visitor import Visitor
from tests.serving import serve

AT_ONCE = 4
WARM = 2  # minutes
MOST_GROWTH = 0.05


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    photo, small = encoded(4000, 3000), encoded(640, 480)
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with serve(log=log) as (address, server), ThreadPoolExecutor(AT_ONCE + 1) as pool:
            # By then there is what stays for good: the API's threads, the counter's connections.
            first = [pool.submit(visit, address, photo, small) for _ in range(AT_ONCE)]
            first += [pool.submit(ask, address, small) for _ in range(AT_ONCE)]
            wait(first)
            start = state(server)
            print(f"before: {told(start)}", flush=True)
            end = time.monotonic() + 60 * options.minutes
            days = [pool.submit(again_and_again, visit, end, address, photo, small) for _ in range(AT_ONCE)]
            days.append(pool.submit(again_and_again, ask, end, address, small))
            states = []
            while time.monotonic() < end:
                states.append(over_a_minute(server))
                print(f"{len(states)} minutes: {told(states[-1])}", flush=True)
            *visits, requests_made = [day.result() for day in days]
            wait_until_forgotten(address)
            last = state(server)
            print(f"all have gone: {told(last)}", flush=True)
        grown = max(memory for memory, *_ in states[WARM:]) / max(memory for memory, *_ in states[:WARM]) - 1
        print(f"{sum(visits)} visits and {requests_made} requests; the fullest minute after the first {WARM}")
        print(f"holds {100 * grown:+.1f} % more than the fullest before (at most {100 * MOST_GROWTH:.0f} %)")
        print(f"left over: {last[1] - start[1]} threads, {last[2] - start[2]} files")
        lines = Counter(
            re.sub(r"[\d:.,-]+", "#", line) for line in log.read_text().splitlines() if line.strip()
        )
        print(f"lines of the log that repeat: {[line for line, times in lines.items() if times > 1]}")
        print(f"the log:\n{log.read_text()}")


def visit(address, photo, small):
    """Come, read a photo, look again, read a batch, wait for some of it, and go."""
    visitor = Visitor(address)
    visitor.read(("photo.jpg", photo))
    visitor.look()
    visitor.read(*((f"{number}.jpg", small) for number in range(6)))
    time.sleep(1)
    visitor.look()
    visitor.leave()


def ask(address, small):
    """Ask the API for a picture, and for another that is damaged."""
    for data in (small, small[:1000]):
        requests.post(f"{address}/predict", files={"image": data}, timeout=60)
    time.sleep(0.5)


def again_and_again(call, end, *arguments):
    """Return how often `call` came to its end until then."""
    times = 0
    while time.monotonic() < end:
        call(*arguments)
        times += 1
    return times


def over_a_minute(server):
    """Return the server's mean memory in MB over the next minute, its threads and its open files at the end.

    At any one moment, memory is that of the pictures that are open just then.
    """
    seconds = []
    for _ in range(60):
        time.sleep(1)
        seconds.append(state(server))
    return mean(memory for memory, *_ in seconds), *seconds[-1][1:]


def state(server):
    """Return the server's resident memory in MB, its threads and its open files."""
    process = Path("/proc") / str(server.pid)
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) / 1024, int(status["Threads"]), len([*(process / "fd").iterdir()])


def told(state):
    return "{:.0f} MB, {} threads, {} open files".format(*state)


if __name__ == "__main__":
    main()
