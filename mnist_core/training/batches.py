"""What the network is shown in training: shuffled, augmented batches, different in every epoch."""

from __future__ import annotations

import keras
import numpy as np

from mnist_core.training.augmentation import augment
from mnist_core.training.drawn_digits import FORMS, draw

BATCH_SIZE = 128
DRAWN_SHARE = 0.12  # of the number of MNIST's images
AUGMENTATION = (
    "Every image anew in every epoch: turned, slanted, stretched, shifted and elastically deformed, its "
    "stroke thickened, thinned or blurred, its brightness changed. "
    f"{DRAWN_SHARE:.0%} more digits are drawn by rule in forms that MNIST hardly has: the European 1 with a "
    "long flag, the crossed 7, the open 4, the hooked 9."
)


class Batches(keras.utils.PyDataset):
    """Augmented images (n, 28, 28, 1) float32 in 0..1 and one-hot labels (n, 10), anew in every epoch.

    The same seed and epoch give the same batches, so that a resumed training sees what it would have seen.
    """

    def __init__(self, images: np.ndarray, labels: np.ndarray, seed: int, first_epoch: int = 0):
        super().__init__()
        self._images, self._labels = images, labels
        self._seed, self._epoch = seed, first_epoch

    def __len__(self) -> int:
        return -(-len(self._images) // BATCH_SIZE)

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        order = np.random.default_rng([self._seed, self._epoch]).permutation(len(self._images))
        chosen = order[index * BATCH_SIZE : (index + 1) * BATCH_SIZE]
        rng = np.random.default_rng([self._seed, self._epoch, index])
        return augment(self._images[chosen], rng)[..., None], one_hot(self._labels[chosen])

    def on_epoch_end(self) -> None:
        """Go on to the next epoch's order and augmentation."""
        self._epoch += 1


def with_drawn_digits(
    images: np.ndarray, labels: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return the images and labels followed by DRAWN_SHARE as many digits, drawn in European forms."""
    drawn_labels = np.resize(np.array(list(FORMS), np.uint8), round(len(images) * DRAWN_SHARE))
    drawn = np.stack([draw(digit, rng) for digit in drawn_labels.tolist()])
    return np.concatenate([images, drawn]), np.concatenate([labels, drawn_labels])


def one_hot(labels: np.ndarray) -> np.ndarray:
    """Return labels (n,) as (n, 10) float32."""
    return np.eye(10, dtype=np.float32)[labels]
