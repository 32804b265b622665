"""The pictures that the verifier learns from: digits of all kinds, several grown together, and the rest."""

from __future__ import annotations

import numpy as np

from mnist_core.recognition.verifier import NONE, SEVERAL
from mnist_core.training.augmentation import augment, widen
from mnist_core.training.characters import characters, printed_digits
from mnist_core.training.nondigits import make_nondigits
from mnist_core.training.parallel import on_all_cores
from mnist_core.training.pictures import make_pictures
from mnist_core.training.touching_digits import make_touching

ROUNDS = 3  # copies of each digit
# Of the number of digits:
PRINTED = 0.05  # printed ones, or all that is printed would seem to be a letter
TOUCHING = 0.2  # several grown together
OTHERS = 0.8  # what is none
HANDWRITTEN = 0.6  # letters, where there are any to learn from
WIDENED = 0.3  # of all that is shown
COMPARED = 8000  # digits that a character must not resemble


def make_verifier_pictures(
    images: np.ndarray, labels: np.ndarray, letters: np.ndarray, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return (m, 28, 28) uint8 and their classes (m,), from digits (n, 28, 28) uint8, labels (n,), and
    handwritten letters (k, 28, 28) uint8, of which there may be none.

    About half are digits, plain, changed and printed. The order is that of the kinds.
    """
    pictures, truths = make_pictures(images, labels, ROUNDS, seed + 1)  # others than the network learned from
    signs = characters(pictures[:COMPARED])
    size = len(pictures) // ROUNDS
    touching = on_all_cores(_touching, [(round(TOUCHING * size), images, seed, n) for n in range(ROUNDS)])
    others = on_all_cores(
        _others, [(round(OTHERS * size), images, labels, signs, seed, n) for n in range(ROUNDS)]
    )
    rng = np.random.default_rng(seed)
    printed, printed_truths = _printed(round(PRINTED * len(pictures)), rng)
    if len(letters):
        chosen = rng.integers(len(letters), size=round(HANDWRITTEN * size))
        others.append(_changed(letters[chosen], rng))
    shown = np.concatenate([images, pictures, printed, *touching, *others])
    rest = [np.full(sum(map(len, made)), of) for made, of in ((touching, SEVERAL), (others, NONE))]
    classes = np.concatenate([labels, truths, printed_truths, *rest])
    for i in rng.choice(len(shown), round(WIDENED * len(shown)), replace=False):
        shown[i] = widen(shown[i], rng)
    return shown, classes


def _touching(count: int, images: np.ndarray, seed: int, number: int) -> np.ndarray:
    return make_touching(count, images, np.random.default_rng([seed, number, SEVERAL]))


def _others(
    count: int, images: np.ndarray, labels: np.ndarray, signs: np.ndarray, seed: int, number: int
) -> np.ndarray:
    return make_nondigits(count, images, labels, signs, np.random.default_rng([seed, number]))


def _printed(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    digits, truths = printed_digits()
    chosen = rng.integers(len(digits), size=count)
    return _changed(digits[chosen], rng), truths[chosen]


def _changed(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return np.round(255 * augment(images, rng)).astype(np.uint8)
