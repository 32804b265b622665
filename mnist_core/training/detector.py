"""Trains the detector: digits of all kinds against as many shapes that are none."""

from __future__ import annotations

import keras
import numpy as np

from mnist_core.detector import Detector, build_detector
from mnist_core.training.batches import Batches
from mnist_core.training.characters import characters
from mnist_core.training.networks import build_detector_trainee, fast_precision, fold
from mnist_core.training.nondigits import make_nondigits
from mnist_core.training.parallel import on_all_cores
from mnist_core.training.pictures import make_pictures

ROUNDS = 3  # copies of each digit
EPOCHS = 4
LEARNING_RATE = 2e-3
WEIGHT_DECAY = 5e-3
COMPARED = 8000  # digits that a character must not resemble


def train_detector(images: np.ndarray, labels: np.ndarray, seed: int) -> Detector:
    """Return the detector trained on digits (n, 28, 28) uint8 with labels (n,), and on shapes made here."""
    pictures, _ = make_pictures(images, labels, ROUNDS, seed + 1)  # others than the network was trained on
    letters = characters(pictures[:COMPARED])
    parts = [(len(pictures) // ROUNDS, images, labels, letters, seed, number) for number in range(ROUNDS)]
    others = np.concatenate(on_all_cores(_others, parts))
    shown = np.concatenate([images, pictures, others])
    is_none = np.repeat(np.float32([0, 1]), [len(images) + len(pictures), len(others)])[:, None]
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
    trainee.fit(batches.of(range(EPOCHS)), steps_per_epoch=len(batches), epochs=EPOCHS)
    keras.config.set_dtype_policy("float32")
    return Detector(fold(trainee, build_detector()))


def _others(
    count: int, images: np.ndarray, labels: np.ndarray, letters: np.ndarray, seed: int, number: int
) -> np.ndarray:
    return make_nondigits(count, images, labels, letters, np.random.default_rng([seed, number]))
