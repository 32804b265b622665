"""Measures how well MNIST's test digits are read as pictures: python -m mnist_core.evaluation.robustness

Writes models/robustness.json: the accuracy on pictures made of all 10,000 test images, and on numbers in
which digits touch; and the share of 500 images that keep their value when a picture is moved, scaled, lit,
turned or spoilt, or when the page is not blank.
"""

from __future__ import annotations

import argparse
import io
import json
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation import scenes
from mnist_core.paths import MODELS
from mnist_core.recognizer import Recognizer, load_recognizer

FILE = "robustness.json"
DIGITS = 10_000  # test images read as they are
CHANGED = 500  # test images on which each change is tried, and numbers of each kind
APART = 40  # grey levels between ink and page

Change = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def enlarge(image: np.ndarray, _: np.random.Generator, height: int = 280) -> np.ndarray:
    """Return the digit (28, 28) uint8 enlarged to a picture of `height` pixels."""
    return cv2.resize(image, (height, height), interpolation=cv2.INTER_CUBIC)


def paste(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return a 640×480 page of any grey with the digit anywhere on it in ink of any other grey."""
    page, ink = random.integers(0, 256, 2)
    while abs(int(page) - int(ink)) < APART:
        page, ink = random.integers(0, 256, 2)
    picture = np.full((480, 640), page, np.float64)
    top, left = random.integers(0, 480 - 28), random.integers(0, 640 - 28)
    picture[top : top + 28, left : left + 28] += image / 255 * (float(ink) - float(page))
    return picture.round().astype(np.uint8)


def on_paper(image: np.ndarray, side: int = 200) -> np.ndarray:
    """Return the image (h, w), `side` pixels high, in dark ink (40) on a light page (230), as float64."""
    width = round(side * image.shape[1] / image.shape[0])
    enlarged = cv2.resize(image, (width, side), interpolation=cv2.INTER_CUBIC) / 255
    return 230 - 190 * np.pad(enlarged, side // 4)


def as_number(digits: np.ndarray, _: np.random.Generator, overlaps: Sequence[int]) -> np.ndarray:
    """Return a page with the digits (n, 28, 28) uint8 in a row.

    `overlaps` (n - 1) tells by how many pixels each runs into the ink of the one before it, or, if it is
    negative, how far they are apart.
    """
    row = digits[0]
    for digit, overlap in zip(digits[1:], overlaps, strict=True):
        row = scenes.run_together(row, digit, overlap)
    return on_paper(row)


def _moved(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    page, digit = np.full((400, 400), 230.0), on_paper(image, 140)
    top, left = random.integers(0, 400 - len(digit) + 1, 2)
    page[top : top + len(digit), left : left + len(digit)] = digit
    return page


def _scaled(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    tall = float(np.exp(random.uniform(np.log(24), np.log(2000))))  # the digit's height is 20 of 28 pixels
    return on_paper(image, round(tall * 28 / 20))


def _lit(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    picture, angle = on_paper(image), random.uniform(0, 2 * np.pi)
    y, x = np.indices(picture.shape) / (len(picture) - 1) - 0.5
    slope = x * np.cos(angle) + y * np.sin(angle)
    return picture * (0.75 - 0.5 * slope / np.ptp(slope))


def _turned(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    picture = on_paper(image)
    middle = (len(picture) - 1) / 2
    turn = cv2.getRotationMatrix2D((middle, middle), random.choice([-12, 12]), 1)
    return cv2.warpAffine(picture, turn, picture.shape, flags=cv2.INTER_CUBIC, borderValue=230)


def _compressed(image: np.ndarray, _: np.random.Generator) -> np.ndarray:
    buffer = io.BytesIO()
    Image.fromarray(_bytes(on_paper(image))).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))


def _noisy(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    picture = on_paper(image)
    return picture + random.normal(0, 15, picture.shape)


def _speckled(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    picture = on_paper(image)
    is_speck, specks = random.random(picture.shape) < 0.05, random.choice([0.0, 255.0], picture.shape)
    return np.where(is_speck, specks, picture)


def _shaded(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    picture, angle = on_paper(image), random.uniform(0, 2 * np.pi)
    y, x = np.indices(picture.shape) - len(picture) / 2
    across = x * np.cos(angle) + y * np.sin(angle) - random.uniform(-0.2, 0.2) * len(picture)
    return picture * (0.75 - 0.25 * np.tanh(across / (0.03 * len(picture))))


def _cut_out(image: np.ndarray, _: np.random.Generator) -> np.ndarray:
    picture = on_paper(image)
    is_ink = picture < 135
    rows, columns = np.flatnonzero(is_ink.any(1)), np.flatnonzero(is_ink.any(0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _shrunk(image: np.ndarray, _: np.random.Generator) -> np.ndarray:
    return cv2.resize(on_paper(image), (14, 14), interpolation=cv2.INTER_AREA)


def _in(scene: Change) -> Change:
    return lambda image, random: scene(on_paper(image), random)


CHANGES: dict[str, Change] = {
    "Moved anywhere on a page": _moved,
    "Scaled to between 24 and 2,000 px tall": _scaled,
    "Shrunk to 14×14 pixels": _shrunk,
    "Cut out at its own edges": _cut_out,
    "Inverted": lambda image, _: 255 - on_paper(image),
    "Lit by a gradient of half the range": _lit,
    "Rotated by 12 degrees either way": _turned,
    "JPEG at quality 30": _compressed,
    "Gaussian noise of sigma 15": _noisy,
    "Salt and pepper on 5 % of the pixels": _speckled,
    "A soft shadow edge across it": _shaded,
    "On ruled paper": _in(scenes.ruled),
    "On squared paper": _in(scenes.squared),
    "In a box": _in(scenes.boxed),
    "In a row of boxes": _in(scenes.in_a_row_of_boxes),
    "In a circle": _in(scenes.circled),
    "Underlined": _in(scenes.underlined),
    "On a sheet on a desk": _in(scenes.on_desk),
    "Beside the fold of a book": _in(scenes.beside_a_fold),
    "In crayon": _in(scenes.in_crayon),
    "Under a lamp": _in(scenes.under_a_lamp),
    "In the shadow of a hand": _in(scenes.under_a_hand),
    "Light on a dark tile": _in(scenes.on_dark_tile),
    "On a folded sheet": _in(scenes.folded),
    "On paper written on at the back": _in(scenes.shown_through),
    "Beside a pen": _in(scenes.beside_a_pen),
}
PICTURES: dict[str, Change] = {
    "As they are": lambda image, _: image,
    "Inverted": lambda image, _: 255 - image,
    "Enlarged tenfold": enlarge,
    "Pasted on a 640×480 page, any grey on any grey": paste,
}
NUMBERS = {
    "Two digits that touch": (1,),
    "Three digits that touch": (1, 1),
    "Four digits, of which the middle two touch": (-6, 1, -6),
}


def accuracy(recognizer: Recognizer, picture: Change, images: np.ndarray, labels: np.ndarray) -> dict:
    """Return how many of the `images` (n, ...), each made a picture, are read as their label (n,)."""
    texts = _texts(recognizer, picture, images)
    return {
        "images": len(images),
        "correct": sum(text == str(label) for text, label in zip(texts, labels, strict=True)),
        "refused": sum(not text.strip("?") for text in texts),
    }


def in_numbers(images: np.ndarray, labels: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return up to CHANGED numbers of the images (n, 28, 28): (m, length, 28, 28), and as what each reads."""
    count = min(CHANGED, len(images) // length)
    digits = labels[: count * length].reshape(count, length)
    texts = np.array(["".join(map(str, each)) for each in digits])
    return images[: count * length].reshape(count, length, *images.shape[1:]), texts


def texts_on_paper(recognizer: Recognizer, images: np.ndarray) -> list[str]:
    """Return as what the `images` (n, 28, 28) are read before any change."""
    return _texts(recognizer, lambda image, _: on_paper(image), images)


def unchanged(recognizer: Recognizer, change: Change, images: np.ndarray, before: list[str]) -> dict:
    """Return how many of the `images` (n, 28, 28) are read as `before` when changed."""
    after = _texts(recognizer, change, images)
    return {"images": len(images), "unchanged": sum(a == b for a, b in zip(before, after, strict=True))}


def _texts(recognizer: Recognizer, picture: Change, images: np.ndarray) -> list[str]:
    random = np.random.default_rng(0)
    return [recognizer.read(_bytes(picture(image, random))).text for image in images]


def _bytes(picture: np.ndarray) -> np.ndarray:
    return picture.round().clip(0, 255).astype(np.uint8)


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
    report = {
        "command": shlex.join(["python", "-m", "mnist_core.evaluation.robustness", *sys.argv[1:]]),
        "date": datetime.now(UTC).date().isoformat(),
        "network": {"images": len(images), "correct": network},
        "pictures": {},
        "numbers": {},
        "changes": {},
    }
    for name, picture in PICTURES.items():
        report["pictures"][name] = accuracy(recognizer, picture, images, labels)
        print(f"{name}: {report['pictures'][name]}", flush=True)
    for name, overlaps in NUMBERS.items():
        picture = partial(as_number, overlaps=overlaps)
        numbers = in_numbers(images, labels, len(overlaps) + 1)
        report["numbers"][name] = accuracy(recognizer, picture, *numbers)
        print(f"{name}: {report['numbers'][name]}", flush=True)
    before = texts_on_paper(recognizer, images[:CHANGED])
    for name, change in CHANGES.items():
        report["changes"][name] = unchanged(recognizer, change, images[:CHANGED], before)
        print(f"{name}: {report['changes'][name]}", flush=True)
    if output:
        (output / FILE).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
