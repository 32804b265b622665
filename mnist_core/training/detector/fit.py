"""Trains the detector in a folder of its own, which keeps what it needs to go on."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import keras
import numpy as np

from mnist_core.detection.looking import standardized
from mnist_core.training.detector.loss import what_loss, where_loss
from mnist_core.training.detector.network import build_detector, fold, unfold
from mnist_core.training.detector.stream import Scene, batches
from mnist_core.training.networks import fast_precision
from mnist_core.training.optimizers import WarmCosine
from mnist_core.training.scenes import Glyphs

ROUND = 250  # steps after each of which an interrupted training can go on
LEARNING_RATE = 3e-3
LATER_RATE = 2e-3  # of a network that has learned before
MEASURED = 96  # scenes whose moments that one begins with
DECAY = 1e-3
LOG, BACKUP = "log.csv", "backup.weights.h5"
PROCESSES = 1  # that make scenes: they take a third of the time that the network takes on both cores


def fit(
    scene: Scene, glyphs: Glyphs, seed: int, steps: int, folder: Path, begun: keras.Model | None = None
) -> keras.Model:
    """Return a detector trained on `steps` batches of scenes; what lies in `folder` is gone on with.

    It learns from the start, or goes on with what the one that is `begun` has learned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keras.config.set_dtype_policy(fast_precision())
    keras.utils.set_random_seed(seed)
    if begun is None:
        network, rate = build_detector(trained=True), LEARNING_RATE
    else:
        rngs = [np.random.default_rng([seed, number]) for number in range(MEASURED)]
        pictures = np.stack([standardized(scene(glyphs, rng)[0]) for rng in rngs])[..., None]
        network, rate = unfold(begun, pictures), LATER_RATE
    network.compile(
        keras.optimizers.AdamW(WarmCosine(rate, steps), weight_decay=DECAY, global_clipnorm=5.0),
        {"where": where_loss, "what": what_loss},
    )
    network.optimizer.build(network.trainable_variables)  # or there is no place to load what a backup holds
    log = read_log(folder / LOG)
    if log:
        network.load_weights(folder / BACKUP)
    done = len(log)
    start, losses = time.perf_counter(), []
    # Keras' own loop spends twice the time of a step on handing over the targets.
    for number, (pictures, targets) in enumerate(
        batches(scene, glyphs, seed, done * ROUND, PROCESSES), done * ROUND
    ):
        if number == steps:
            break
        losses.append(network.train_on_batch(pictures, targets, return_dict=True))
        if len(losses) == ROUND:
            means = {name: float(np.mean([each[name] for each in losses])) for name in losses[0]}
            _back_up(network, folder, means | {"seconds": time.perf_counter() - start})
            start, losses = time.perf_counter(), []
    keras.config.set_dtype_policy("float32")  # in which the network that ships computes
    return fold(network)


def read_log(path: Path) -> list[dict[str, float]]:
    """Return the losses of each round so far."""
    if not path.is_file():
        return []
    with path.open(newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]


def _back_up(network: keras.Model, folder: Path, losses: dict[str, float]) -> None:
    """Keep the weights and the optimizer's state, then the losses: what was cut off between is done again."""
    part = folder / f"part-{BACKUP}"
    network.save_weights(part)
    part.replace(folder / BACKUP)
    is_new = not (folder / LOG).is_file()
    with (folder / LOG).open("a", newline="") as file:
        writer = csv.DictWriter(file, losses)
        if is_new:
            writer.writeheader()
        writer.writerow(losses)
    print(*(f"{name} {value:.4g}" for name, value in losses.items()), flush=True)
