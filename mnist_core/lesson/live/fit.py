"""Trains the CNN from random weights, on few images, and tells of itself on the way."""

from __future__ import annotations

import time
from collections.abc import Iterator

import keras
import numpy as np

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.live.moments import EPOCHS, HELD_OUT, TRAINED_ON, Moment, Settings
from mnist_core.training.networks import build_classifier

SPLIT_SEED = 0
BETWEEN_MOMENTS = 1000  # images


def fit(settings: Settings, pixels: np.ndarray) -> Iterator[Moment]:
    """Train, and yield the network before the first step and after every 1,000 images.

    `pixels` (28, 28) in 0..1 is the digit that is watched.
    """
    keras.utils.set_random_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    (images, labels), held_out = _data()
    model = build_classifier()
    model.compile(
        keras.optimizers.Adam(settings.learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )

    def moment(seen: int, learned: tuple[float, float]) -> Moment:
        seconds = time.perf_counter() - begin
        model.reset_metrics()
        loss, accuracy = model.test_on_batch(*held_out)
        filters = model.get_layer("conv1").get_weights()[0]
        probabilities = np.asarray(model.predict_on_batch(pixels[None, ..., None]))[0]
        model.reset_metrics()
        return Moment(seen, seconds, *learned, float(loss), float(accuracy), filters, probabilities)

    begin = time.perf_counter()
    yield moment(0, (np.nan, np.nan))
    seen = 0
    for step in _steps(len(labels), settings.batch, rng):
        learned = model.train_on_batch(images[step], labels[step])
        before, seen = seen, seen + len(step)
        if before // BETWEEN_MOMENTS < seen // BETWEEN_MOMENTS:
            yield moment(seen, (float(learned[0]), float(learned[1])))


def _steps(count: int, batch: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Yield the images of each step, all of them once in each epoch."""
    for _ in range(EPOCHS):
        order = rng.permutation(count)
        yield from (order[at : at + batch] for at in range(0, count, batch))


def _data() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return images (n, 28, 28, 1) float32 in 0..1 and labels (n,) to learn from, and those held out."""
    images, labels = load_test_set()
    order = np.random.default_rng(SPLIT_SEED).permutation(TRAINED_ON + HELD_OUT)
    parts = order[:TRAINED_ON], order[TRAINED_ON:]
    return tuple((images[part][..., None] / np.float32(255), labels[part]) for part in parts)
