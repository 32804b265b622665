"""Fits the confidence of a trained network: `python -m mnist_core.training.confidence`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import cv2
import keras
import numpy as np

from mnist_core.confidence import Confidence, logits, softmax
from mnist_core.dataset import load_training_set, split
from mnist_core.network import Network
from mnist_core.recognizer import MODELS
from mnist_core.training.augmentation import augment
from mnist_core.training.batches import with_drawn_digits
from mnist_core.training.nondigits import finish, make_nondigits

KEPT = 0.99
SHAPES = 20_000  # digits, and as many shapes that are none
HIDDEN = 64
EPOCHS = 10
BATCH_SIZE = 128
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 1e-3
DROPOUT = 0.2


def fit(network: Network, images: np.ndarray, labels: np.ndarray, seed: int = 0) -> Confidence:
    """Return the confidence of a network trained with `seed` on the images (n, 28, 28) uint8, labels (n,).

    The temperature comes from the validation digits as they are. What tells digits from other shapes is
    trained on training digits, as they are and as other hands might have written them, and on as many shapes
    that are none; its threshold keeps 99 % of the validation digits, changed in the same way.
    """
    rng = np.random.default_rng(seed)
    keras.utils.set_random_seed(seed)
    training, validation = split(len(images), seed)
    temperature = fit_temperature(
        network.classify(images[validation] / np.float32(255))[1], labels[validation]
    )
    training = rng.permutation(training)[:SHAPES]
    digits = _other_hands(images[training], labels[training], rng)
    others = make_nondigits(len(digits), images[training], labels[training], rng)
    layers = _train(network.activations(digits)[0], network.activations(others)[0])
    unlimited = Confidence(temperature, np.inf, *layers)
    held_out = _other_hands(images[validation], labels[validation], rng)
    threshold = float(np.quantile(unlimited.novelty(network.activations(held_out)[0]), KEPT))
    return replace(unlimited, threshold=threshold)


def fit_temperature(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature of least negative log-likelihood, from softmax outputs (n, 10) and labels (n,).

    The likelihood is convex in the temperature's inverse, which Newton's method finds.
    """
    values = logits(probabilities)
    true = np.take_along_axis(values, labels[:, None].astype(int), axis=1)[:, 0]
    inverse = 1.0
    for _ in range(50):
        weights = softmax(inverse * values)
        mean = (weights * values).sum(axis=1)
        curvature = (weights * values**2).sum(axis=1) - mean**2
        step = (mean - true).mean() / curvature.mean()
        inverse = max(inverse - step, inverse / 2)
        if abs(step) < 1e-9:
            break
    return 1 / inverse


def _train(digits: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the weights and biases of the two layers that tell the patterns (n, 1600) of both apart."""
    patterns = np.concatenate([digits, others])
    labels = np.repeat([0.0, 1.0], [len(digits), len(others)])
    hidden = keras.layers.Dense(HIDDEN, activation="relu")
    output = keras.layers.Dense(1)
    model = keras.Sequential([keras.layers.Dropout(DROPOUT), hidden, output])
    steps = EPOCHS * -(-len(patterns) // BATCH_SIZE)
    optimizer = keras.optimizers.AdamW(
        keras.optimizers.schedules.CosineDecay(LEARNING_RATE, steps), weight_decay=WEIGHT_DECAY
    )
    model.compile(optimizer, keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(patterns, labels, BATCH_SIZE, EPOCHS, verbose=0)
    (hidden_weights, hidden_biases), (output_weights, output_bias) = (
        hidden.get_weights(),
        output.get_weights(),
    )
    return hidden_weights, hidden_biases, output_weights[:, 0], output_bias[0]


def _other_hands(images: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the digits (n, 28, 28) float32: a quarter as they are, the rest changed, and some drawn ones."""
    changed, _ = with_drawn_digits(images, labels, rng)
    as_they_are = len(images) // 4
    digits = augment(changed, rng)
    digits[:as_they_are] = images[:as_they_are] / np.float32(255)
    for place in np.flatnonzero(rng.random(len(digits)) < 0.75):
        if place >= as_they_are and (digits[place] > 0.1).sum() >= 12:
            digits[place] = finish(digits[place], rng)
    return digits


def main() -> None:
    """Fit the confidence of the models in a directory anew and write it there."""
    parser = argparse.ArgumentParser(
        prog="python -m mnist_core.training.confidence", description=main.__doc__
    )
    parser.add_argument("--data", type=Path, help="an mnist.npz; without it, Keras downloads MNIST once")
    parser.add_argument("--seed", type=int, default=0, help="that the network was trained with")
    parser.add_argument("--models", type=Path, default=MODELS, help="directory of the models")
    options = parser.parse_args()
    cv2.setNumThreads(1)  # on 28×28 pixels more threads only wait for each other
    images, labels = load_training_set(options.data)
    confidence = fit(Network.load(options.models), images, labels, options.seed)
    confidence.save(options.models)
    print(f"Temperature {confidence.temperature:.3f}, threshold {confidence.threshold:.3f}.")


if __name__ == "__main__":
    main()
