"""The recipe: how the network's weights are found."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from mnist_core.dataset import split
from mnist_core.network import build_classifier
from mnist_core.training.batches import Batches, one_hot, with_drawn_digits
from mnist_core.training.checkpoint import Checkpoint
from mnist_core.training.pooling import with_parallel_pooling

LEARNING_RATE = 2e-3
AVERAGING = 0.999  # of the weights, per step: the network kept is the mean over about three epochs
STOP_PATIENCE = 5
HALVE_PATIENCE = 2


class NothingTrainedError(Exception):
    """Not one epoch was finished."""


@dataclass(frozen=True)
class Trained:
    """The best weights of a training, and how they came about."""

    classifier: keras.Model
    history: dict[str, list[float]]  # loss, accuracy, val_loss, val_accuracy, learning_rate, seconds
    best_epoch: int  # counted from 1


def train(images: np.ndarray, labels: np.ndarray, seed: int, epochs: int, checkpoint_file: Path) -> Trained:
    """Train on 80 % of the images (n, 28, 28) uint8 and keep the weights that do best on the other 20 %.

    Ends at `epochs`, when the validation loss has not fallen for five epochs, or on Ctrl-C, which
    keeps the best weights so far (NothingTrainedError before the first epoch's end). Goes on from
    `checkpoint_file` if an earlier training with the same seed and images was cut off; removes it at the end.
    """
    keras.utils.set_random_seed(seed)
    model = _compiled()
    early_stopping = keras.callbacks.EarlyStopping(patience=STOP_PATIENCE, restore_best_weights=True)
    plateau = keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=HALVE_PATIENCE)
    settings = {"seed": seed, "images": len(images)}
    checkpoint = Checkpoint(checkpoint_file, settings, early_stopping, plateau)
    if checkpoint.restore(model):
        print(f"Going on after epoch {checkpoint.epochs_done} of a training that was cut off.")
    training, validation = split(len(images), seed)
    shown = with_drawn_digits(images[training], labels[training], np.random.default_rng(seed))
    try:
        model.fit(
            Batches(*shown, seed, checkpoint.epochs_done),
            validation_data=(images[validation, ..., None] / np.float32(255), one_hot(labels[validation])),
            epochs=epochs,
            initial_epoch=checkpoint.epochs_done,
            shuffle=False,
            callbacks=[
                keras.callbacks.SwapEMAWeights(swap_on_epoch=True),
                early_stopping,
                plateau,
                _Stopwatch(),
                checkpoint,
            ],
        )
    except KeyboardInterrupt:
        print("\nStopped: keeping the best epoch so far.")
    if early_stopping.best_weights is None:
        raise NothingTrainedError("Not one epoch was finished: there is nothing to keep.")
    classifier = build_classifier()
    classifier.set_weights(early_stopping.best_weights)
    checkpoint.delete()
    return Trained(classifier, checkpoint.history, early_stopping.best_epoch + 1)


def _compiled() -> keras.Model:
    model = with_parallel_pooling(build_classifier())
    optimizer = keras.optimizers.Adam(LEARNING_RATE, use_ema=True, ema_momentum=AVERAGING)
    model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"])
    return model


class _Stopwatch(keras.callbacks.Callback):
    """Adds each epoch's seconds to its logs."""

    def on_epoch_begin(self, epoch: int, logs: dict | None = None) -> None:
        self._start = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        logs["seconds"] = time.perf_counter() - self._start
