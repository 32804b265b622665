"""Trains the verifier: digits of all kinds against several grown together, and shapes that are none."""

from __future__ import annotations

import keras
import numpy as np

from mnist_core.recognition.verifier import CLASSES
from mnist_core.training.batches import Batches
from mnist_core.training.networks import build_verifier, build_verifier_trainee, fast_precision, fold
from mnist_core.training.optimizers import adamw
from mnist_core.training.verifier_pictures import make_verifier_pictures

EPOCHS = 6
LEARNING_RATE = 2e-3


def train_verifier(images: np.ndarray, labels: np.ndarray, letters: np.ndarray, seed: int) -> keras.Model:
    """Return the verifier trained on digits (n, 28, 28) uint8 with labels (n,), on handwritten letters
    (k, 28, 28) uint8, and on shapes made here.

    It learns which digit it sees as well, which tells digits from letters better than digits as one class.
    """
    shown, classes = make_verifier_pictures(images, labels, letters, seed)
    keras.utils.set_random_seed(seed)
    keras.config.set_dtype_policy(fast_precision())
    trainee = build_verifier_trainee()
    batches = Batches(shown, np.eye(CLASSES, dtype=np.float32)[classes], rounds=1, seed=seed)
    trainee.compile(
        adamw(LEARNING_RATE, EPOCHS * len(batches)),
        keras.losses.CategoricalCrossentropy(from_logits=True),
    )
    trainee.fit(batches.of(range(EPOCHS)), steps_per_epoch=len(batches), epochs=EPOCHS, shuffle=False)
    keras.config.set_dtype_policy("float32")
    return fold(trainee, build_verifier())
