"""The command that makes the files of `models/`: `python -m mnist_core.training`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from mnist_core.data.dataset import load_training_set
from mnist_core.training.command import add_letters, checkpoint, command_parser, run
from mnist_core.training.handwriting import load_letters

EPOCHS, RUNS = 60, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, save the models, fit the confidence, test once, write the card; return the exit status."""
    parser = command_parser(
        "mnist_core.training",
        "Train the network on MNIST and write it, its confidence and its card.",
        epilog="Ctrl-C while a network learns keeps its best epoch so far. After being cut off, the same "
        "command goes on.",
    )
    add_letters(parser)
    parser.add_argument("--epochs", type=int, default=EPOCHS, help=f"default: {EPOCHS}")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"of which the best ships (default: {RUNS})")
    return run(_train, parser.parse_args(arguments))


def _train(options: argparse.Namespace) -> None:
    # TensorFlow takes seconds to load, and each process that makes pictures begins by importing this file.
    from mnist_core.export.served import export_network
    from mnist_core.training import confidence
    from mnist_core.training.card import write_card
    from mnist_core.training.networks import CLASSIFIER_FILE, save_classifier
    from mnist_core.training.recipe import train

    images, labels = load_training_set(options.data)
    letters = load_letters(options.letters)
    settings = f"seed-{options.seed}-epochs-{options.epochs}-images-{len(images)}"
    with checkpoint(options.output, settings) as folder:
        trained = train(images, labels, options.seed, options.epochs, options.runs, folder)
        save_classifier(trained.best.classifier, options.output)
        export_network(options.output / CLASSIFIER_FILE)
        confidence.fit(options.output, images, labels, letters, options.seed)
        test = write_card(options.output, trained, images, labels, options.seed)["test"]
    print(f"{test['accuracy']:.2%} of the {test['n']:,} test images right, loss {test['loss']:.4f}.")
    print(f"Everything is in {options.output}. Next, measure it: python -m mnist_core.evaluation")


if __name__ == "__main__":
    sys.exit(main())
