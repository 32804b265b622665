"""The command that trains the detector: `python -m mnist_core.training.detector`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mnist_core.data.dataset import DatasetError, load_training_set
from mnist_core.paths import MODELS
from mnist_core.training.command import checkpoint

STEPS = 15_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, save and export the detector, and write its part of the card; return the exit status."""
    options = _parse(arguments)
    # TensorFlow takes seconds to load, and the process that makes scenes begins by importing this file.
    try:
        from mnist_core.training.detector.run import train_detector
        from mnist_core.training.handwriting import load_letters
        from mnist_core.training.scenes import Glyphs
    except ModuleNotFoundError as error:
        print(f"{error}: to train, pip install -r requirements-dev.txt", file=sys.stderr)
        return 1

    try:
        images, labels = load_training_set(options.data)
        writers = np.load(options.writers)["train"] if options.writers else None
        letters = load_letters(options.letters)
        glyphs = Glyphs.of(images, labels, writers, letters)
    except (DatasetError, OSError, KeyError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    try:
        with checkpoint(options.output, f"detector-seed-{options.seed}-steps-{options.steps}") as folder:
            card = train_detector(glyphs, options.seed, options.steps, folder, options.output)
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on.", file=sys.stderr)
        return 1
    print(f"Trained on {card['scenes']:,} scenes. The detector is in {options.output}.")
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m mnist_core.training.detector",
        description="Train the network that finds digits on scenes made while it learns.",
        epilog="After being cut off, the same command goes on.",
    )
    parser.add_argument("--data", type=Path, help="an mnist.npz; without it, Keras downloads MNIST once")
    parser.add_argument("--writers", type=Path, help="who wrote each digit, for numbers in one hand")
    parser.add_argument("--letters", type=Path, help="handwritten letters, to learn what is no digit")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"of 16 scenes each (default: {STEPS:,})")
    parser.add_argument("--seed", type=int, default=0, help="of the weights and the scenes")
    parser.add_argument("--output", type=Path, default=MODELS, help="directory to write (default: models/)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
