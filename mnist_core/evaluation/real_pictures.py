"""Other people's pictures, read as the program reads them.

A directory of them holds `manifest.csv` (path, label, kind, writer_group, condition) and, optionally, files
NAME.npz with `images` (n, 28, 28) uint8 and `labels`. The name of a set is a picture's folder, or NAME. A
picture without a label shows no digit. In a label, "/" parts the rows, and so it does in every picture of the
kind "page". A kind with "signs" has signs or strokes beside the digits, which may be left out or refused.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist_core.evaluation.measures import edit_distance
from mnist_core.evaluation.scoring import ROW_END, compared
from mnist_core.io.images import InvalidImageError
from mnist_core.reading import UNKNOWN
from mnist_core.recognizer import Recognizer

PAGE, SIGNS = "page", "signs"  # in `kind`
LOOK_ALIKE = "[digit look-alike]"  # in `condition`: a letter that nobody could tell from a digit


@dataclass(frozen=True)
class Picture:
    """One picture, whose `label` is what is written there, "" for no digit."""

    set_name: str
    writers: str
    label: str
    image: Path | np.ndarray
    kind: str = ""


@dataclass(frozen=True)
class Outcome:
    """As what a picture was read, and the novelties of what was found in it."""

    picture: Picture
    text: str
    novelties: list[float]

    @property
    def refused(self) -> bool:
        """Whether nothing in it was called a digit."""
        return not self.text.strip(UNKNOWN + ROW_END)

    @property
    def right(self) -> bool:
        """Whether it was read as its label; never, of what is no digit."""
        return not self.refused and self.text == self.picture.label


@dataclass(frozen=True)
class SetResult:
    """How a set was read; the shares are means over its groups of writers, so that none outweighs another.

    right: read as its label; for what is no digit, refused.
    refused: nothing in it was called a digit.
    character_errors: the edit distance to the labels over their length; None where all are single digits.
    novelties: of every piece of ink found, in no order; pictures without ink have none.
    """

    name: str
    pictures: int
    right: float
    refused: float
    wrong: float
    character_errors: float | None
    digits: bool
    novelties: np.ndarray


def pictures(directory: Path) -> Iterator[Picture]:
    """Yield every picture of `directory` that is a digit or surely none."""
    with (directory / "manifest.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if LOOK_ALIKE not in row["condition"]:
                path = Path(row["path"])
                yield Picture(path.parts[0], row["writer_group"], row["label"], directory / path, row["kind"])
    for archive in sorted(directory.glob("*.npz")):
        with np.load(archive) as arrays:
            images, labels = arrays["images"], arrays["labels"]
        for image, label in zip(images, labels, strict=True):
            yield Picture(archive.stem, "", str(int(label)), image)


def read_sets(recognizer: Recognizer, directory: Path) -> list[SetResult]:
    """Read every picture of `directory` and return how each set fared, by name."""
    sets: dict[str, list[Outcome]] = defaultdict(list)
    for picture in pictures(directory):
        sets[picture.set_name].append(_read(recognizer, picture))
    return [_summed(name, sets[name]) for name in sorted(sets)]


def _read(recognizer: Recognizer, picture: Picture) -> Outcome:
    try:
        reading = recognizer.read(picture.image)
    except InvalidImageError:
        return Outcome(picture, "", [])
    novelties: list[float] = []
    if reading.digits:
        pixels = np.stack([digit.pixels for digit in reading.digits])
        probabilities = np.stack([digit.probabilities for digit in reading.digits])
        novelties = recognizer.confidence.novelty(pixels, probabilities).tolist()
    by_rows = ROW_END in picture.label or PAGE in picture.kind
    return Outcome(picture, compared(reading, by_rows, SIGNS in picture.kind), novelties)


def _summed(name: str, outcomes: list[Outcome]) -> SetResult:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.picture.writers].append(outcome)
    right = _mean_share(groups, lambda each: each.right)
    refused = _mean_share(groups, lambda each: each.refused)
    labels = [outcome.picture.label for outcome in outcomes]
    errors = [
        sum(edit_distance(each.text, each.picture.label) for each in group)
        / sum(len(each.picture.label) for each in group)
        for group in groups.values()
        if max(map(len, labels)) > 1
    ]
    return SetResult(
        name,
        len(outcomes),
        right if any(labels) else refused,
        refused,
        _mean_share(groups, lambda each: not each.right and not each.refused),
        float(np.mean(errors)) if errors else None,
        any(labels),
        np.array([novelty for outcome in outcomes for novelty in outcome.novelties]),
    )


def _mean_share(groups: dict[str, list[Outcome]], holds: Callable[[Outcome], bool]) -> float:
    return float(np.mean([np.mean([holds(each) for each in group]) for group in groups.values()]))
