"""Fits the confidence of a trained network: `python -m mnist_core.training.confidence`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mnist_core.data.dataset import load_training_set, split
from mnist_core.export.served import export_network
from mnist_core.recognition.confidence import Confidence, logits, softmax
from mnist_core.recognition.network import Network
from mnist_core.recognition.verifier import Verifier
from mnist_core.training.command import add_letters, command_parser, run
from mnist_core.training.handwriting import load_letters
from mnist_core.training.networks import VERIFIER_FILE
from mnist_core.training.pictures import make_pictures
from mnist_core.training.verifier import train_verifier

KEPT = 0.994  # of the changed validation images
ROUNDS = 10  # changed copies of each: the few beyond a threshold differ much from copy to copy


def fit(
    directory: Path, images: np.ndarray, labels: np.ndarray, letters: np.ndarray, seed: int = 0
) -> Confidence:
    """Fit the confidence of the network in `directory`, write it there with its verifier, and return it.

    The network was trained with `seed` on the images (n, 28, 28) uint8 and labels (n,). Handwritten `letters`
    (k, 28, 28) uint8, or none, tell the verifier what is no digit.

    The temperature comes from the validation digits as they are. The verifier is trained on training digits;
    its threshold comes from the validation digits changed as training changes digits: MNIST's own are easier,
    and people bring others.
    """
    network = Network.load(directory)
    training, validation = split(len(images), seed)
    held_out, truths = images[validation], labels[validation]
    temperature = fit_temperature(network.classify(held_out / np.float32(255))[1], truths)
    train_verifier(images[training], labels[training], letters, seed).save(directory / VERIFIER_FILE)
    export_network(directory / VERIFIER_FILE)
    verifier = Verifier.load(directory)
    pictures, _ = make_pictures(held_out, truths, ROUNDS, seed)
    changed = pictures / np.float32(255)
    values = network.classify(changed)[1].argmax(axis=1)
    threshold = float(np.quantile(verifier.novelty(changed, values), KEPT))
    confidence = Confidence(temperature, threshold, np.zeros(3), np.zeros(10), verifier)
    confidence.save(directory)
    return confidence


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit the confidence of the models in a directory anew and write it there; return the exit status."""
    parser = command_parser(
        "mnist_core.training.confidence",
        "Fit the confidence of the network in --output anew, with the data and the seed of its training.",
    )
    add_letters(parser)
    return run(_fit, parser.parse_args(arguments))


def _fit(options: argparse.Namespace) -> None:
    images, labels = load_training_set(options.data)
    confidence = fit(options.output, images, labels, load_letters(options.letters), options.seed)
    print(f"Temperature {confidence.temperature:.3f}, threshold {confidence.threshold:.3f}.")


if __name__ == "__main__":
    sys.exit(main())
