"""Trains the verifier: digits of all kinds against several grown together, and shapes that are none."""

from __future__ import annotations

import keras
import numpy as np

from mnist_core.recognition.verifier import NONE, SEVERAL, Verifier, build_verifier
from mnist_core.training.augmentation import augment, widen
from mnist_core.training.batches import Batches
from mnist_core.training.characters import characters, printed_digits
from mnist_core.training.networks import build_verifier_trainee, fast_precision, fold
from mnist_core.training.nondigits import make_nondigits
from mnist_core.training.optimizers import adamw
from mnist_core.training.parallel import on_all_cores
from mnist_core.training.pictures import make_pictures
from mnist_core.training.touching_digits import make_touching

ROUNDS = 3  # copies of each digit
EPOCHS = 5
# Of the number of digits:
PRINTED = 0.05  # printed ones, or all that is printed would seem to be a letter
TOUCHING = 0.2  # several grown together
OTHERS = 0.8  # what is none
WIDENED = 0.3  # of all that is shown
LEARNING_RATE = 2e-3
COMPARED = 8000  # digits that a character must not resemble


def train_verifier(images: np.ndarray, labels: np.ndarray, seed: int) -> Verifier:
    """Return the verifier trained on digits (n, 28, 28) uint8 with labels (n,), and on shapes made here.

    It learns which digit it sees as well, which tells digits from letters better than digits as one class.
    """
    shown, classes = _examples(images, labels, seed)
    keras.utils.set_random_seed(seed)
    keras.config.set_dtype_policy(fast_precision())
    trainee = build_verifier_trainee()
    batches = Batches(shown, np.eye(SEVERAL + 1, dtype=np.float32)[classes], rounds=1, seed=seed)
    trainee.compile(
        adamw(LEARNING_RATE, EPOCHS * len(batches)),
        keras.losses.CategoricalCrossentropy(from_logits=True),
    )
    trainee.fit(batches.of(range(EPOCHS)), steps_per_epoch=len(batches), epochs=EPOCHS, shuffle=False)
    keras.config.set_dtype_policy("float32")
    return Verifier(fold(trainee, build_verifier()))


def _examples(images: np.ndarray, labels: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (m, 28, 28) uint8 and (m,): digits, plain, changed and printed, and the rest, about as many."""
    pictures, truths = make_pictures(images, labels, ROUNDS, seed + 1)  # others than the network learned from
    letters = characters(pictures[:COMPARED])
    size = len(pictures) // ROUNDS
    touching = on_all_cores(_touching, [(round(TOUCHING * size), images, seed, n) for n in range(ROUNDS)])
    others = on_all_cores(
        _others, [(round(OTHERS * size), images, labels, letters, seed, n) for n in range(ROUNDS)]
    )
    rng = np.random.default_rng(seed)
    printed, printed_truths = _printed(round(PRINTED * len(pictures)), rng)
    shown = np.concatenate([images, pictures, printed, *touching, *others])
    rest = [np.full(sum(map(len, made)), of) for made, of in ((touching, SEVERAL), (others, NONE))]
    classes = np.concatenate([labels, truths, printed_truths, *rest])
    for i in rng.choice(len(shown), round(WIDENED * len(shown)), replace=False):
        shown[i] = widen(shown[i], rng)
    return shown, classes


def _touching(count: int, images: np.ndarray, seed: int, number: int) -> np.ndarray:
    return make_touching(count, images, np.random.default_rng([seed, number, SEVERAL]))


def _others(
    count: int, images: np.ndarray, labels: np.ndarray, letters: np.ndarray, seed: int, number: int
) -> np.ndarray:
    return make_nondigits(count, images, labels, letters, np.random.default_rng([seed, number]))


def _printed(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    digits, truths = printed_digits()
    chosen = rng.integers(len(digits), size=count)
    return np.round(255 * augment(digits[chosen], rng)).astype(np.uint8), truths[chosen]
