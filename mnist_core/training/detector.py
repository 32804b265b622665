"""Trains the detector: digits of all kinds against as many shapes that are none."""

from __future__ import annotations

import cv2
import keras
import numpy as np

from mnist_core.detector import Detector, build_detector
from mnist_core.normalization import normalize
from mnist_core.training.augmentation import augment
from mnist_core.training.batches import Batches
from mnist_core.training.characters import characters, printed_digits
from mnist_core.training.networks import build_detector_trainee, fast_precision, fold
from mnist_core.training.nondigits import make_nondigits
from mnist_core.training.parallel import on_all_cores
from mnist_core.training.pictures import make_pictures

ROUNDS = 2  # copies of each digit
EPOCHS = 4
PRINTED = 0.05  # of the number of digits: printed ones, or all that is printed would seem to be a letter
WIDENED = 0.15  # of all that is shown
WIDEST = 2.0  # times as wide as it was
LEARNING_RATE = 2e-3
WEIGHT_DECAY = 5e-3
COMPARED = 8000  # digits that a character must not resemble


def train_detector(images: np.ndarray, labels: np.ndarray, seed: int) -> Detector:
    """Return the detector trained on digits (n, 28, 28) uint8 with labels (n,), and on shapes made here."""
    pictures, _ = make_pictures(images, labels, ROUNDS, seed + 1)  # others than the network was trained on
    letters = characters(pictures[:COMPARED])
    parts = [(len(pictures) // ROUNDS, images, labels, letters, seed, number) for number in range(ROUNDS)]
    others = np.concatenate(on_all_cores(_others, parts))
    rng = np.random.default_rng(seed)
    digits = np.concatenate([images, pictures, _printed(round(PRINTED * len(pictures)), rng)])
    shown = np.concatenate([digits, others])
    for i in rng.choice(len(shown), round(WIDENED * len(shown)), replace=False):
        shown[i] = _widened(shown[i], rng)
    is_none = np.repeat(np.float32([0, 1]), [len(digits), len(others)])[:, None]
    keras.utils.set_random_seed(seed)
    keras.config.set_dtype_policy(fast_precision())
    trainee = build_detector_trainee()
    batches = Batches(shown, is_none, rounds=1, seed=seed)
    trainee.compile(
        keras.optimizers.AdamW(
            keras.optimizers.schedules.CosineDecay(LEARNING_RATE, EPOCHS * len(batches)),
            weight_decay=WEIGHT_DECAY,
        ),
        keras.losses.BinaryCrossentropy(from_logits=True),
    )
    trainee.fit(batches.of(range(EPOCHS)), steps_per_epoch=len(batches), epochs=EPOCHS, shuffle=False)
    keras.config.set_dtype_policy("float32")
    return Detector(fold(trainee, build_detector()))


def _others(
    count: int, images: np.ndarray, labels: np.ndarray, letters: np.ndarray, seed: int, number: int
) -> np.ndarray:
    return make_nondigits(count, images, labels, letters, np.random.default_rng([seed, number]))


def _printed(count: int, rng: np.random.Generator) -> np.ndarray:
    digits = printed_digits()
    return np.round(255 * augment(digits[rng.integers(len(digits), size=count)], rng)).astype(np.uint8)


def _widened(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return (28, 28) uint8: the image (28, 28) uint8 stretched to the side, at most to a square.

    So are digits that were written into boxes, or stored in them.
    """
    left, top, width, height = cv2.boundingRect(image)
    ink = image[top : top + height, left : left + width]
    wider = max(width, round(min(width * rng.uniform(1, WIDEST), height)))
    return np.round(255 * normalize(cv2.resize(ink, (wider, height)) / np.float32(255))).astype(np.uint8)
