"""The command that trains the detector, and then the splitter: `python -m mnist_core.training.detector`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from mnist_core.data.dataset import load_training_set
from mnist_core.training.command import add_handwriting, checkpoint, command_parser, run
from mnist_core.training.handwriting import load_letters, load_writers

STEPS = {"detector": 36_000, "splitter": 8_000}


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, save and export the detector or the splitter, and write its part of the card.

    Return the exit status.
    """
    parser = command_parser(
        "mnist_core.training.detector",
        "Train the network that finds digits on scenes made while it learns.",
        epilog="After being cut off, the same command goes on.",
    )
    add_handwriting(parser)
    parser.add_argument(
        "--splitter",
        action="store_const",
        dest="network",
        const="splitter",
        default="detector",
        help="train the network that divides digits grown together; it begins as the detector",
    )
    each = ", ".join(f"{steps:,} for the {network}" for network, steps in STEPS.items())
    parser.add_argument("--steps", type=int, help=f"of 16 scenes each (default: {each})")
    return run(_train, parser.parse_args(arguments))


def _train(options: argparse.Namespace) -> None:
    # TensorFlow takes seconds to load, and the process that makes scenes begins by importing this file.
    from mnist_core.training.detector.run import train
    from mnist_core.training.scenes import Glyphs

    name, steps = options.network, options.steps or STEPS[options.network]
    images, labels = load_training_set(options.data)
    writers, letters = load_writers(options.writers, len(images)), load_letters(options.letters)
    glyphs = Glyphs.of(images, labels, writers, letters)
    with checkpoint(options.output, f"{name}-seed-{options.seed}-steps-{steps}") as folder:
        card = train(name, glyphs, options.seed, steps, folder, options.output)
    print(f"Trained on {card['scenes']:,} scenes. The {name} is in {options.output}.")


if __name__ == "__main__":
    sys.exit(main())
