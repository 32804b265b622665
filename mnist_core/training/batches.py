"""What a network is shown in its epochs: batches of pictures with their targets, in an order of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

BATCH_SIZE = 128


@dataclass(frozen=True, eq=False)
class Batches:
    """Pictures (n, 28, 28) uint8 with their targets (n, k) float32, to be shown in batches of 128.

    The pictures come in `rounds` of the same size; an epoch shows one of them, and the next epoch the next.
    The same seed and epoch give the same batches, so that a resumed training sees what it would have seen.
    """

    pictures: np.ndarray
    targets: np.ndarray
    rounds: int
    seed: int

    def __len__(self) -> int:
        """Return the number of batches in an epoch; the few pictures that fill none are left out of it."""
        return len(self.pictures) // self.rounds // BATCH_SIZE

    def of(self, epochs: Sequence[int]) -> tf.data.Dataset:
        """Return the batches of the epochs, counted from 0: (128, 28, 28, 1) in 0..1, (128, k) float32.

        A dataset of tensors: one that calls Python, as a PyDataset does, makes TensorFlow give memory back
        after every step, which takes as long as the step itself.
        """
        order = tf.data.Dataset.from_tensor_slices(np.concatenate([self._order(epoch) for epoch in epochs]))
        pictures, targets = tf.constant(self.pictures[..., None]), tf.constant(self.targets)

        def shown(chosen: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            return tf.cast(tf.gather(pictures, chosen), tf.float32) / 255, tf.gather(targets, chosen)

        return order.batch(BATCH_SIZE).map(shown).prefetch(2)

    def _order(self, epoch: int) -> np.ndarray:
        size = len(self.pictures) // self.rounds
        order = np.random.default_rng([self.seed, epoch]).permutation(size)[: len(self) * BATCH_SIZE]
        return order + epoch % self.rounds * size


def one_hot(labels: np.ndarray) -> np.ndarray:
    """Return labels (n,) as (n, 10) float32."""
    return np.eye(10, dtype=np.float32)[labels]
