"""Fits one network, in a folder of its own that keeps its best epoch and what it needs to go on."""

from __future__ import annotations

import csv
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import keras
import numpy as np

from mnist_core.training.batches import Batches, one_hot

LOG, BEST, BACKUP = "log.csv", "best.weights.h5", "backup"


def fit(
    model: keras.Model,
    batches: Batches,
    held_out: tuple[np.ndarray, np.ndarray],
    epochs: int,
    optimizer: Callable[[int], keras.Optimizer],
    folder: Path,
) -> dict[str, list[float]]:
    """Train `model` (images to logits), give it the weights of its best epoch, and return the history of all.

    `optimizer` makes the optimizer for a number of steps. The best epoch has the least loss on the images
    (n, 28, 28) uint8 and labels (n,) `held_out`. Ctrl-C ends the training with the epoch it is in. What is in
    `folder` of an interrupted training is gone on with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    history = _read_log(folder / LOG)
    done = len(history.get("loss", []))
    images, labels = held_out
    model.compile(
        optimizer(epochs * len(batches)),
        keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.optimizer.build(model.trainable_variables)  # or there is no place to load what a backup holds
    if done < epochs:
        model.fit(
            batches.of(range(done, epochs)),
            steps_per_epoch=len(batches),
            validation_data=(images[..., None] / np.float32(255), one_hot(labels)),
            epochs=epochs,
            initial_epoch=done,
            shuffle=False,
            callbacks=[_StopOnCtrlC(), _Stopwatch(), *_records(folder, history)],
        )
    model.load_weights(folder / BEST)
    return _read_log(folder / LOG)


def _records(folder: Path, history: dict[str, list[float]]) -> list[keras.callbacks.Callback]:
    """Return what keeps the best epoch, the state to go on from, and the log in `folder`."""
    best = keras.callbacks.ModelCheckpoint(
        folder / BEST,
        "val_loss",
        save_best_only=True,
        save_weights_only=True,
        initial_value_threshold=min(history.get("val_loss", []), default=None),
    )
    backup = keras.callbacks.BackupAndRestore(
        folder / BACKUP, double_checkpoint=True, delete_checkpoint=False
    )
    return [best, backup, keras.callbacks.CSVLogger(folder / LOG, append=True)]


class _StopOnCtrlC(keras.callbacks.Callback):
    """Ends the training after the batch in which Ctrl-C is pressed, not amid TensorFlow's work."""

    def on_train_begin(self, logs: dict | None = None) -> None:
        self._before = signal.signal(signal.SIGINT, self._stop)

    def on_train_end(self, logs: dict | None = None) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.model.stop_training = True


class _Stopwatch(keras.callbacks.Callback):
    """Adds each epoch's seconds and learning rate to its logs."""

    def on_epoch_begin(self, epoch: int, logs: dict | None = None) -> None:
        self._start = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        logs["seconds"] = time.perf_counter() - self._start
        logs["learning_rate"] = float(self.model.optimizer.learning_rate)


def _read_log(path: Path) -> dict[str, list[float]]:
    if not path.is_file():
        return {}
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [float(row[name]) for row in rows] for name in rows[0] if name != "epoch"} if rows else {}
