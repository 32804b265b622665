"""A training that was stopped dead goes on from the end of its last full epoch."""

from __future__ import annotations

import json
from pathlib import Path

import keras
import numpy as np


class Checkpoint(keras.callbacks.Callback):
    """Keeps the history and, in one file, all that the next epoch depends on.

    Must stand last among the callbacks: what `early_stopping` and `plateau` counted is saved when the
    next epoch begins, after all of them have seen the last one, and given back to them when a resumed
    training begins, after they have reset themselves. A file that belongs to another training (to
    other `settings`) is ignored.
    """

    def __init__(
        self,
        path: Path,
        settings: dict,
        early_stopping: keras.callbacks.EarlyStopping,
        plateau: keras.callbacks.ReduceLROnPlateau,
    ):
        super().__init__()
        self.history: dict[str, list[float]] = {}
        self._path, self._settings = path, settings
        self._early_stopping, self._plateau = early_stopping, plateau
        self._saved = self._read()

    @property
    def epochs_done(self) -> int:
        """How many epochs the history holds."""
        return len(self.history.get("loss", []))

    def restore(self, model: keras.Model) -> bool:
        """Bring the compiled model and the history back to what was saved; return False if nothing was."""
        if self._saved is None:
            return False
        for variable, array in zip(_variables(model), self._arrays("variables"), strict=True):
            variable.assign(array)
        model.optimizer.build(model.trainable_variables)
        optimizer = self._arrays("optimizer")
        model.optimizer.load_own_variables({str(i): array for i, array in enumerate(optimizer)})
        self.history = self._saved["progress"]["history"]
        return True

    def on_train_begin(self, logs: dict | None = None) -> None:
        """Give the other callbacks back what they had counted."""
        if self._saved is None:
            return
        progress = self._saved["progress"]
        self._early_stopping.best, self._early_stopping.wait = progress["early_stopping"]
        self._early_stopping.best_epoch = progress["best_epoch"]
        self._early_stopping.best_weights = self._arrays("best")
        self._plateau.best, self._plateau.wait = progress["plateau"]

    def on_epoch_begin(self, epoch: int, logs: dict | None = None) -> None:
        """Save what the epochs so far have led to."""
        if self.epochs_done:
            self._write()

    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        """Add the epoch to the history."""
        for name, figure in (logs or {}).items():
            self.history.setdefault(name, []).append(float(figure))

    def delete(self) -> None:
        """Remove the file: the training is over."""
        self._path.unlink(missing_ok=True)

    def _arrays(self, name: str) -> list[np.ndarray]:
        return [self._saved[f"{name}/{i}"] for i in range(self._saved["progress"][name])]

    def _write(self) -> None:
        optimizer: dict[str, np.ndarray] = {}
        self.model.optimizer.save_own_variables(optimizer)
        groups = {
            "variables": [variable.numpy() for variable in _variables(self.model)],
            "optimizer": list(optimizer.values()),
            "best": self._early_stopping.best_weights,
        }
        progress = {
            "settings": self._settings,
            "history": self.history,
            "early_stopping": [float(self._early_stopping.best), self._early_stopping.wait],
            "best_epoch": self._early_stopping.best_epoch,
            "plateau": [float(self._plateau.best), self._plateau.wait],
            **{name: len(arrays) for name, arrays in groups.items()},
        }
        arrays = {f"{name}/{i}": array for name, group in groups.items() for i, array in enumerate(group)}
        unfinished = self._path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            np.savez(file, progress=json.dumps(progress), **arrays)
        unfinished.replace(self._path)

    def _read(self) -> dict | None:
        if not self._path.is_file():
            return None
        with np.load(self._path) as file:
            saved = dict(file)
        saved["progress"] = json.loads(str(saved["progress"]))
        return saved if saved["progress"]["settings"] == self._settings else None


def _variables(model: keras.Model) -> list[keras.Variable]:
    """Return the weights, and the state of the dropout's random numbers."""
    return [variable for layer in model.layers for variable in layer.variables]
