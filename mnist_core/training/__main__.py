"""The command that makes the files of `models/`: `python -m mnist_core.training`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2

from mnist_core.dataset import DatasetError, load_training_set
from mnist_core.network import Network
from mnist_core.training import confidence
from mnist_core.training.card import write_card
from mnist_core.training.recipe import NothingTrainedError, train

MODELS = Path(__file__).resolve().parents[2] / "models"
CHECKPOINT_FILE = "training_checkpoint.npz"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, save both models, fit the confidence, test once, write the card; return the exit status."""
    options = _parse(arguments)
    cv2.setNumThreads(1)  # on 28×28 pixels more threads only wait for each other
    options.output.mkdir(parents=True, exist_ok=True)
    try:
        images, labels = load_training_set(options.data)
        trained = train(images, labels, options.seed, options.epochs, options.output / CHECKPOINT_FILE)
    except (DatasetError, NothingTrainedError) as error:
        print(error, file=sys.stderr)
        return 1
    network = Network(trained.classifier)
    network.save(options.output)
    confidence.fit(network, images, labels, options.seed).save(options.output)
    test = write_card(options.output, network, trained, images, labels, options.seed)["test"]
    print(f"{test['accuracy']:.2%} of the {test['n']:,} test images right, loss {test['loss']:.4f}.")
    print(f"Everything is in {options.output}. Next, measure it: python -m mnist_core.evaluation")
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m mnist_core.training",
        description="Train the network on MNIST and write it, its confidence and its card.",
        epilog="Ctrl-C keeps the best epoch so far. After being cut off, the same command goes on.",
    )
    parser.add_argument("--data", type=Path, help="an mnist.npz; without it, Keras downloads MNIST once")
    parser.add_argument("--epochs", type=int, default=100, help="at most this many (default: 100)")
    parser.add_argument("--seed", type=int, default=0, help="of the split, weights and augmentation")
    parser.add_argument("--output", type=Path, default=MODELS, help="directory to write (default: models/)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
