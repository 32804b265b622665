"""Other people's pictures, read as the program reads them.

A directory of them holds `manifest.csv` (path, label, kind, writer_group, condition) and, optionally, files
NAME.npz with `images` (n, 28, 28) uint8 and `labels`. The name of a set is a picture's folder, or NAME. A
picture without a label shows no digit.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist_core.io.images import InvalidImageError
from mnist_core.recognizer import Recognizer

LOOK_ALIKE = "[digit look-alike]"  # in `condition`: a letter that nobody could tell from a digit


@dataclass(frozen=True)
class Picture:
    """One picture, whose `label` is what is written there, "" for no digit."""

    set_name: str
    writers: str
    label: str
    image: Path | np.ndarray


@dataclass(frozen=True)
class SetResult:
    """How a set was read; the shares are means over its groups of writers, so that none outweighs another.

    right: read as its label; for what is no digit, refused.
    refused: nothing in it was called a digit.
    novelties: of every piece of ink found, in no order; pictures without ink have none.
    """

    name: str
    pictures: int
    right: float
    refused: float
    wrong: float
    digits: bool
    novelties: np.ndarray


def pictures(directory: Path) -> Iterator[Picture]:
    """Yield every picture of `directory` that is a digit or surely none."""
    with (directory / "manifest.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if LOOK_ALIKE not in row["condition"]:
                path = Path(row["path"])
                yield Picture(path.parts[0], row["writer_group"], row["label"], directory / path)
    for archive in sorted(directory.glob("*.npz")):
        with np.load(archive) as arrays:
            images, labels = arrays["images"], arrays["labels"]
        for image, label in zip(images, labels, strict=True):
            yield Picture(archive.stem, "", str(int(label)), image)


def read_sets(recognizer: Recognizer, directory: Path) -> list[SetResult]:
    """Read every picture of `directory` and return how each set fared, by name."""
    outcomes: dict[str, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    novelties: dict[str, list[float]] = defaultdict(list)
    labelled: dict[str, bool] = {}
    for picture in pictures(directory):
        outcome, found = _read(recognizer, picture)
        outcomes[picture.set_name][picture.writers][outcome] += 1
        novelties[picture.set_name] += found
        labelled[picture.set_name] = bool(picture.label)
    return [
        _summed(name, outcomes[name], labelled[name], np.array(novelties[name])) for name in sorted(outcomes)
    ]


def _read(recognizer: Recognizer, picture: Picture) -> tuple[str, list[float]]:
    try:
        reading = recognizer.read(picture.image)
    except InvalidImageError:
        return "refused", []
    found: list[float] = []
    if reading.digits:
        pixels = np.stack([digit.pixels for digit in reading.digits])
        probabilities = np.stack([digit.probabilities for digit in reading.digits])
        found = recognizer.confidence.novelty(pixels, probabilities).tolist()
    if not any(digit.accepted for digit in reading.digits):
        return "refused", found
    return "right" if reading.text == picture.label else "wrong", found


def _summed(name: str, groups: dict[str, Counter], labelled: bool, novelties: np.ndarray) -> SetResult:
    shares = {
        outcome: float(np.mean([group[outcome] / group.total() for group in groups.values()]))
        for outcome in ("right", "refused", "wrong")
    }
    if not labelled:
        shares["right"] = shares["refused"]
    count = sum(group.total() for group in groups.values())
    return SetResult(name, count, shares["right"], shares["refused"], shares["wrong"], labelled, novelties)
