"""Measures how well MNIST's test digits are read as pictures: python -m mnist_core.evaluation.robustness

Writes models/robustness.json: the accuracy on pictures made of all 10,000 test images, and on whole numbers
and pages of them; and the share of 500 images that keep their value when a picture is moved, scaled, lit,
turned or spoilt, or when the page is not blank.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.kinds import CHANGES, IMAGES, NUMBERS, PAGES, Number, Scene
from mnist_core.evaluation.measures import edit_distance
from mnist_core.evaluation.scenes.digits import on_paper
from mnist_core.evaluation.scoring import ROW_END, compared
from mnist_core.paths import MODELS
from mnist_core.reading import UNKNOWN, Reading
from mnist_core.recognizer import Recognizer, load_recognizer

FILE = "robustness.json"
DIGITS = 10_000  # test images read as they are
CHANGED = 500  # test images on which each change is tried, and numbers of each kind
SEVERAL = 100  # pages of several rows


def accuracy(recognizer: Recognizer, scene: Scene, images: np.ndarray, labels: np.ndarray) -> dict[str, int]:
    """Return how many of the `images` (n, 28, 28), each made a picture, are read as their label (n,)."""
    texts = [reading.text for reading in _readings(recognizer, scene, images)]
    return {
        "images": len(images),
        "correct": sum(text == str(label) for text, label in zip(texts, labels, strict=True)),
        "refused": sum(not text.strip(UNKNOWN) for text in texts),
    }


def number_accuracy(
    recognizer: Recognizer, kind: Number, images: np.ndarray, labels: np.ndarray
) -> dict[str, int]:
    """Return how many numbers of a kind, made of the `images` (n, 28, 28), are read as their labels (n,) say.

    All digits have to be right, and on a page of several rows in their rows.
    """
    digits, texts = in_numbers(images, labels, kind.lengths)
    several = len(kind.lengths) > 1
    said = [compared(each, several, kind.signs) for each in _readings(recognizer, kind.scene, digits)]
    return {
        "images": len(texts),
        "correct": sum(one == other for one, other in zip(said, texts, strict=True)),
        "refused": sum(not text.strip(UNKNOWN + ROW_END) for text in said),
    }


def digit_accuracy(
    recognizer: Recognizer, kind: Number, images: np.ndarray, labels: np.ndarray
) -> dict[str, int]:
    """Return how many digits of pages of a kind are read right: all but as many as their edit distance."""
    digits, texts = in_numbers(images, labels, kind.lengths)
    said = [reading.text for reading in _readings(recognizer, kind.scene, digits)]
    right = [
        len(text) - edit_distance(one, text)
        for one, text in zip(said, (text.replace(ROW_END, "") for text in texts), strict=True)
    ]
    return {"images": digits.shape[0] * digits.shape[1], "correct": sum(right)}


def in_numbers(
    images: np.ndarray, labels: np.ndarray, lengths: tuple[int, ...]
) -> tuple[np.ndarray, list[str]]:
    """Return up to CHANGED numbers, or SEVERAL pages, of neighbouring images, and as what each reads.

    They are (m, sum(lengths), 28, 28); `lengths` are those of the rows.
    """
    size = sum(lengths)
    count = min(CHANGED if len(lengths) == 1 else SEVERAL, len(images) // size)
    digits = images[: count * size].reshape(count, size, *images.shape[1:])
    cuts = np.cumsum(lengths)[:-1]
    texts = [
        ROW_END.join("".join(map(str, row)) for row in np.split(each, cuts))
        for each in labels[: count * size].reshape(count, size)
    ]
    return digits, texts


def texts_on_paper(recognizer: Recognizer, images: np.ndarray) -> list[str]:
    """Return as what the `images` (n, 28, 28) are read before any change."""
    return [reading.text for reading in _readings(recognizer, lambda image, _: on_paper(image), images)]


def unchanged(recognizer: Recognizer, change: Scene, images: np.ndarray, before: list[str]) -> dict[str, int]:
    """Return how many of the `images` (n, 28, 28) are read as `before` when changed."""
    after = [reading.text for reading in _readings(recognizer, change, images)]
    return {"images": len(images), "unchanged": sum(a == b for a, b in zip(before, after, strict=True))}


def _readings(recognizer: Recognizer, scene: Scene, images: np.ndarray) -> Iterator[Reading]:
    random = np.random.default_rng(0)
    for image in images:
        yield recognizer.read(scene(image, random).round().clip(0, 255).astype(np.uint8))


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=int, default=DIGITS, help="test images to read (default: all)")
    parser.add_argument("--output", type=Path, help=f"directory of {FILE} (default: models/, if all)")
    options = parser.parse_args()
    if not 1 <= options.limit <= DIGITS:
        parser.error(f"--limit is from 1 to {DIGITS:,}")
    output = options.output or (MODELS if options.limit == DIGITS else None)
    if output and not output.is_dir():
        parser.error(f"--output: there is no directory {output}")
    recognizer = load_recognizer()
    images, labels = (each[: options.limit] for each in load_test_set())
    network = int((recognizer.classify(images / np.float32(255)).argmax(1) == labels).sum())
    before = texts_on_paper(recognizer, images[:CHANGED])
    report = {
        "command": shlex.join(["python", "-m", "mnist_core.evaluation.robustness", *sys.argv[1:]]),
        "date": datetime.now(UTC).date().isoformat(),
        "network": {"images": len(images), "correct": network},
        "pictures": _measured(IMAGES, lambda scene: accuracy(recognizer, scene, images, labels)),
        "numbers": _measured(NUMBERS, lambda kind: number_accuracy(recognizer, kind, images, labels)),
        "pages": _measured(PAGES, lambda kind: digit_accuracy(recognizer, kind, images, labels)),
        "changes": _measured(CHANGES, lambda scene: unchanged(recognizer, scene, images[:CHANGED], before)),
    }
    if output:
        (output / FILE).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


def _measured(kinds: dict[str, Any], measure: Callable[[Any], dict[str, int]]) -> dict[str, dict[str, int]]:
    """Return what `measure` makes of each kind, printed as soon as it is known."""
    figures = {}
    for name, kind in kinds.items():
        figures[name] = measure(kind)
        print(f"{name}: {figures[name]}", flush=True)
    return figures


if __name__ == "__main__":
    main()
