"""What a network is shown in an epoch: batches of pictures with their targets, in an order of its own."""

from __future__ import annotations

import keras
import numpy as np

BATCH_SIZE = 128


class Batches(keras.utils.PyDataset):
    """Pictures (n, 28, 28) uint8 as (b, 28, 28, 1) float32 in 0..1, with their targets (b, 10) float32.

    The pictures come in `rounds` of the same size; an epoch shows one of them, and the next epoch the next.
    The same seed and epoch give the same batches, so that a resumed training sees what it would have seen.
    """

    def __init__(self, pictures: np.ndarray, targets: np.ndarray, rounds: int, seed: int):
        super().__init__()
        self._pictures, self._targets = pictures, targets
        self._rounds, self._size = rounds, len(pictures) // rounds
        self._seed = seed
        self.begin_at(0)

    def __len__(self) -> int:
        return -(-self._size // BATCH_SIZE)

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        chosen = self._order[index * BATCH_SIZE : (index + 1) * BATCH_SIZE]
        return self._pictures[chosen, ..., None] / np.float32(255), self._targets[chosen]

    def on_epoch_end(self) -> None:
        """Go on to the next epoch's pictures and order."""
        self.begin_at(self._epoch + 1)

    def begin_at(self, epoch: int) -> None:
        """Show the pictures of `epoch`, counted from 0."""
        self._epoch = epoch
        order = np.random.default_rng([self._seed, epoch]).permutation(self._size)
        self._order = order + epoch % self._rounds * self._size


def one_hot(labels: np.ndarray) -> np.ndarray:
    """Return labels (n,) as (n, 10) float32."""
    return np.eye(10, dtype=np.float32)[labels]
