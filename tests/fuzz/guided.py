"""`python -m tests.fuzz.guided --seconds 600`: damaged files, led by what code they reach.

By atheris, which is libFuzzer for Python; it ends with 0 if none of the files raised another error than it
may, took over 5 seconds, or took over 3 GB. Else it writes the file down and says where.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["PIL", "zipfile", "mnist_core.io"]):
    import mnist_core.io.archive
    import mnist_core.io.images  # noqa: F401

from tests.fuzz import corpus
from tests.fuzz.targets import read, unpack


def take(data: bytes) -> None:
    """Take a file as a picture and as a ZIP."""
    read(data)
    unpack(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # Pillow warns of damage that it copes with
    folder = Path(tempfile.mkdtemp())  # left behind: libFuzzer ends the process by itself
    for name, data in corpus.pictures().items():
        (folder / name).write_bytes(data)
    for place, data in enumerate(corpus.archives()):
        (folder / f"{place}.zip").write_bytes(data)
    limits = ["-timeout=5", "-rss_limit_mb=3000", f"-max_total_time={options.seconds}"]
    atheris.Setup([sys.argv[0], str(folder), *limits], take)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
