"""The command that trains the detector: `python -m mnist_core.training.detector`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from mnist_core.data.dataset import load_training_set
from mnist_core.training.command import add_handwriting, checkpoint, command_parser, run
from mnist_core.training.handwriting import load_letters, load_writers

STEPS = 36_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, save and export the detector, and write its part of the card; return the exit status."""
    parser = command_parser(
        "mnist_core.training.detector",
        "Train the network that finds digits on scenes made while it learns.",
        epilog="After being cut off, the same command goes on.",
    )
    add_handwriting(parser)
    parser.add_argument("--steps", type=int, default=STEPS, help=f"of 16 scenes each (default: {STEPS:,})")
    return run(_train, parser.parse_args(arguments))


def _train(options: argparse.Namespace) -> None:
    # TensorFlow takes seconds to load, and the process that makes scenes begins by importing this file.
    from mnist_core.training.detector.run import train_detector
    from mnist_core.training.scenes import Glyphs

    images, labels = load_training_set(options.data)
    writers, letters = load_writers(options.writers, len(images)), load_letters(options.letters)
    glyphs = Glyphs.of(images, labels, writers, letters)
    with checkpoint(options.output, f"detector-seed-{options.seed}-steps-{options.steps}") as folder:
        card = train_detector(glyphs, options.seed, options.steps, folder, options.output)
    print(f"Trained on {card['scenes']:,} scenes. The detector is in {options.output}.")


if __name__ == "__main__":
    sys.exit(main())
