"""`python -m mnist_core photo.jpg more/*.png archive.zip`: what is written in pictures, a line for each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import click
import numpy as np
from PIL import Image

from mnist_core import InvalidImageError, ModelFileError, load_recognizer
from mnist_core.batch import read_batch
from mnist_core.charts.reading import boxed_picture, percent
from mnist_core.data.model_card import load_model_card
from mnist_core.data.threshold import default_threshold
from mnist_core.io.archive import InvalidArchiveError, Source, open_archive
from mnist_core.io.export import to_csv, to_json
from mnist_core.io.images import MAX_BYTES
from mnist_core.io.records import Record
from mnist_core.reading import row_texts

STANDARD_INPUT = "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the named pictures and print what they say; return 1 if some could not be opened, else 0."""
    options = _parse(arguments)
    sources = [source for path in options.pictures for source in _sources(path)]
    try:
        recognizer = load_recognizer()
    except ModelFileError as error:
        print(f"The network cannot be loaded: {error}.", file=sys.stderr)
        return 1
    records = []
    record_of = Record.of if options.boxes else Record.without_pictures
    lines_on_screen = not options.export and sys.stdout.isatty()
    hidden = len(sources) == 1 or lines_on_screen or not sys.stderr.isatty()
    with click.progressbar(length=len(sources), file=sys.stderr, hidden=hidden) as bar:
        for record in read_batch(recognizer, sources, record_of):
            records.append(record)
            bar.update(1)
            if not options.export:
                print(_line(record, options.threshold), flush=True)
            if options.boxes and not record.error:
                file = options.boxes / f"{len(records)}-{Path(record.name).stem}.png"
                Image.fromarray(_boxed(record, options.threshold)).save(file)
    if options.export:
        sys.stdout.buffer.write(options.export(records, options.threshold))
    failed = [record for record in records if record.error]
    for record in failed:
        print(f"{record.name}: {record.error}", file=sys.stderr)
    return 1 if failed else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="mnist-digit-reader",
        description="Read handwritten digits and numbers in pictures. Prints a line for each: name, text, "
        "confidence of its least sure digit, and status, with tabs between them.",
        epilog="Ends with 0 if all pictures were read, with 1 if some could not be opened.",
    )
    parser.add_argument(
        "pictures",
        nargs="+",
        metavar="PICTURE",
        help="a picture, a ZIP of pictures, or - for a picture on standard input",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json",
        dest="export",
        action="store_const",
        const=to_json,
        help="print JSON, as the pages export it",
    )
    form.add_argument(
        "--csv", dest="export", action="store_const", const=to_csv, help="print CSV, as the pages export it"
    )
    parser.add_argument(
        "--threshold",
        type=_confidence,
        default=default_threshold(load_model_card()),
        metavar="0..1",
        help="call it “not sure” below this confidence (default: %(default).2f)",
    )
    parser.add_argument(
        "--boxes",
        type=_folder,
        metavar="DIR",
        help="write the pictures there, small and with a box around each digit",
    )
    return parser.parse_args(arguments)


def _confidence(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (value := float(text)) <= 1:
            return value
    raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")


def _folder(text: str) -> Path:
    try:
        Path(text).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{text} cannot be made: {error.strerror}") from error
    return Path(text)


def _sources(path: str) -> list[Source]:
    """Return the pictures that `path` names; what fails there fails when it is called for."""
    if path == STANDARD_INPUT:
        return [("standard input", partial(sys.stdin.buffer.read, MAX_BYTES + 1))]
    if path.lower().endswith(".zip"):
        try:
            return [(f"{path}/{name}", load) for name, load in open_archive(Path(path).read_bytes())]
        except InvalidArchiveError as error:
            return [(path, partial(_fail, str(error)))]
        except OSError:
            pass  # opened as a picture it fails again, with a sentence
    return [(path, partial(Path, path))]


def _fail(reason: str) -> bytes:
    raise InvalidImageError(reason)


def _line(record: Record, threshold: float) -> str:
    confidence = "" if record.confidence is None else percent(record.confidence)
    return "\t".join((record.name, " ".join(row_texts(record.digits)), confidence, record.status(threshold)))


def _boxed(record: Record, threshold: float) -> np.ndarray:
    doubtful = [place for place, digit in enumerate(record.digits) if digit.confidence < threshold]
    return boxed_picture(record.reading(), doubtful)


if __name__ == "__main__":
    sys.exit(main())
