"""What a live training is told, and what it tells of each moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TRAINED_ON, HELD_OUT = 8000, 2000  # of the bundled test digits
EPOCHS = 5


@dataclass(frozen=True)
class Settings:
    """What one chooses: Adam's learning rate, images in a step, and the seed of all chance."""

    learning_rate: float
    batch: int
    seed: int


@dataclass(frozen=True, eq=False)
class Moment:
    """The network at one moment of a run.

    images: how many it has learned from, the same one in each epoch counted anew.
    seconds: of training so far.
    loss, accuracy: the mean over the images since the moment before; NaN at first.
    held_out_loss, held_out_accuracy: on the digits that it does not learn from.
    filters: (3, 3, 1, 32), the kernel of conv1.
    probabilities: (10,), what it makes of the digit that is watched.
    """

    images: int
    seconds: float
    loss: float
    accuracy: float
    held_out_loss: float
    held_out_accuracy: float
    filters: np.ndarray
    probabilities: np.ndarray
