"""The recipe: how the network's weights are found.

A larger network learns from the pictures and their labels; the small one then learns from the same pictures
and from what the large one makes of them (Hinton, Vinyals and Dean, Distilling the knowledge in a neural
network, 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import keras
import numpy as np

from mnist_core.data.dataset import split
from mnist_core.training.batches import Batches, one_hot
from mnist_core.training.fitting import fit
from mnist_core.training.networks import build_classifier, build_teacher, build_trainee, fast_precision, fold
from mnist_core.training.optimizers import adamw, muon
from mnist_core.training.pictures import make_pictures

ROUNDS = 12  # copies of each image; the epochs go through them again and again
UNCHANGED = 0.35  # of MNIST's images in each round: what is tested with is not changed
TEACHER_EPOCHS = 18
LEARNING_RATE = 5e-3
TEACHER_LEARNING_RATE = 2e-3
AT_ONCE = 1000


@dataclass(frozen=True)
class Run:
    """One network trained, with the weights of its best epoch, and the history of all its epochs."""

    classifier: keras.Model
    seed: int
    history: dict[str, list[float]]

    @property
    def best_epoch(self) -> int:
        """The epoch whose weights were kept, counted from 1: that of the least validation loss."""
        return int(np.argmin(self.history["val_loss"])) + 1

    @property
    def validation_loss(self) -> float:
        """The loss of the weights that were kept."""
        return min(self.history["val_loss"])


@dataclass(frozen=True)
class Trained:
    """Several runs from one teacher, and the history of the teacher."""

    runs: list[Run]
    teacher_parameters: int
    teacher_history: dict[str, list[float]]

    @property
    def best(self) -> Run:
        """The run of the least validation loss."""
        return min(self.runs, key=lambda run: run.validation_loss)


def train(images: np.ndarray, labels: np.ndarray, seed: int, epochs: int, runs: int, folder: Path) -> Trained:
    """Train on 90 % of the images (n, 28, 28) uint8 and choose on the other 10 %.

    Keeps in `folder` what a training that is cut off needs to go on. Ctrl-C ends the teacher's training, or
    all runs, with the best epoch so far.
    """
    training, validation = split(len(images), seed)
    held_out = images[validation], labels[validation]
    rounds = min(ROUNDS, epochs)
    print(f"Making {rounds} rounds of pictures …", flush=True)
    pictures, truths = make_pictures(images[training], labels[training], rounds, seed, UNCHANGED)
    keras.config.set_dtype_policy(fast_precision())
    keras.utils.set_random_seed(seed)
    teacher = build_teacher()
    teacher_history = fit(
        teacher,
        Batches(pictures, one_hot(truths), rounds, seed),
        held_out,
        min(TEACHER_EPOCHS, epochs),
        partial(adamw, TEACHER_LEARNING_RATE),
        folder / "teacher",
    )
    targets = probabilities(teacher, pictures)
    trained: list[Run] = []
    for run_seed in range(seed, seed + runs):
        keras.config.set_dtype_policy(fast_precision())
        keras.utils.set_random_seed(run_seed)
        trainee = build_trainee()
        batches = Batches(pictures, targets, rounds, run_seed)
        optimizer = partial(muon, LEARNING_RATE)
        history = fit(trainee, batches, held_out, epochs, optimizer, folder / f"network-{run_seed}")
        keras.config.set_dtype_policy("float32")  # in which the network that ships computes
        trained.append(Run(fold(trainee, build_classifier()), run_seed, history))
        if trainee.stop_training:  # by Ctrl-C
            break
    return Trained(trained, teacher.count_params(), teacher_history)


def probabilities(model: keras.Model, pictures: np.ndarray) -> np.ndarray:
    """Return (n, 10) float32, the softmax of what `model` makes of pictures (n, 28, 28) uint8."""
    parts = [
        model.predict_on_batch(pictures[start : start + AT_ONCE, ..., None] / np.float32(255))
        for start in range(0, len(pictures), AT_ONCE)
    ]
    return np.asarray(keras.ops.softmax(np.concatenate(parts)), np.float32)
