"""`python -m tests.fuzz --files 1000`: damaged files through all that takes files, and what came of them.

Whole files are damaged as broken disks, cut lines and attackers do it, by Hypothesis, which makes what fails
as small as it can. No file may raise another error than those that say what is wrong with it, take over 5
seconds of the processor, or leave the program much larger. Ends with 0 if none did.
"""

from __future__ import annotations

import argparse
import resource
import struct
import sys
import time
import warnings
import zlib

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from mnist_core.api import app
from tests.api.conftest import serve
from tests.fuzz.targets import Target, targets

MOST_SECONDS = 5
MOST_GROWTH = 1500  # MB: 50 megapixels as RGBA, in a format that Pillow decodes into a second copy of them
NUMBERS = [
    b"\0\0\0\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\0\0\0\1",
    b"\1\0\0\0",
]
PNG = b"\x89PNG\r\n\x1a\n"


def edits(corpus: list[bytes]) -> st.SearchStrategy:
    """Return what gives a few edits: pairs of a place, as a share of the file, and what happens there."""
    cut = st.tuples(st.just("cut"), st.integers(1, 2000))
    double = st.tuples(st.just("double"), st.integers(1, 200))
    write = st.tuples(st.just("write"), st.sampled_from(NUMBERS) | st.binary(min_size=1, max_size=8))
    insert = st.tuples(st.just("insert"), st.binary(min_size=1, max_size=40))
    splice = st.tuples(st.just("splice"), st.sampled_from(corpus))
    end = st.tuples(st.just("end"), st.none())
    # Headers are where damage goes far: half of all places are in the first hundredth.
    place = st.floats(0, 1) | st.floats(0, 0.01)
    return st.lists(
        st.tuples(place, st.one_of(write, cut, double, insert, splice, end)), min_size=1, max_size=8
    )


def damaged(data: bytes, changes: list) -> bytes:
    """Return `data` with the edits done to it."""
    for place, (kind, value) in changes:
        at = int(place * len(data))
        match kind:
            case "cut":
                data = data[:at] + data[at + value :]
            case "double":
                data = data[:at] + data[at : at + value] + data[at:]
            case "write":
                data = data[:at] + value + data[at + len(value) :]
            case "insert":
                data = data[:at] + value + data[at:]
            case "splice":
                data = data[:at] + value[int(place * len(value)) :]
            case "end":
                data = data[:at]
    return data


def with_checksums(data: bytes) -> bytes:
    """Return a PNG with the checksums of its chunks put right, so that the damage gets past them."""
    if not data.startswith(PNG):
        return data
    parts, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        end = at + 8 + struct.unpack(">I", data[at : at + 4])[0]
        if end + 4 > len(data):
            break
        parts += [data[at:end], struct.pack(">I", zlib.crc32(data[at + 4 : end]))]
        at = end + 4
    return b"".join([*parts, data[at:]])


def fuzz(target: Target, files: int, start: int) -> float:
    """Send `files` damaged files to `target`; return the most seconds that one took."""
    slowest = 0.0

    # Its own time limit would count what else the machine does.
    @settings(
        max_examples=files,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @seed(start)
    @given(st.sampled_from(target.corpus), edits(target.corpus), st.booleans())
    def take(whole: bytes, changes: list, mend: bool) -> None:
        nonlocal slowest
        data = damaged(whole, changes)
        begin = time.process_time()
        target.take(with_checksums(data) if mend else data)
        seconds = time.process_time() - begin
        assert seconds < MOST_SECONDS, f"{seconds:.1f} s"
        slowest = max(slowest, seconds)

    take()
    return slowest


def memory() -> int:
    """Return the most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="another number makes other files")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # Pillow warns of damage that it copes with
    with serve(app) as address:
        found = targets(address)
        for target in found.values():
            for whole in target.corpus:
                target.take(whole)
        before = memory()
        for name, target in found.items():
            files = round(options.files * target.share)
            begin = time.monotonic()
            slowest = fuzz(target, files, options.seed)
            seconds = time.monotonic() - begin
            print(
                f"{name}: {files:,} damaged files in {seconds:.0f} s; the slowest took {slowest:.2f} s, "
                f"and the program {memory()} MB",
                flush=True,
            )
    if (growth := memory() - before) > MOST_GROWTH:
        print(f"The program grew by {growth} MB.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
