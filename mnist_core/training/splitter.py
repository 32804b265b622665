"""The command that trains the splitter, after the detector: `python -m mnist_core.training.splitter`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mnist_core.data.dataset import load_training_set
from mnist_core.training.command import checkpoint, command_parser, run
from mnist_core.training.handwriting import load_writers

STEPS = 8_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, save and export the splitter, and write its part of the card; return the exit status."""
    parser = command_parser(
        "mnist_core.training.splitter",
        "Train the network that divides digits grown together; it begins as the detector.",
        epilog="After being cut off, the same command goes on.",
    )
    parser.add_argument("--writers", type=Path, help="who wrote each digit, for numbers in one hand")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"of 16 scenes each (default: {STEPS:,})")
    return run(_train, parser.parse_args(arguments))


def _train(options: argparse.Namespace) -> None:
    # TensorFlow takes seconds to load, and the process that makes scenes begins by importing this file.
    from mnist_core.training.detector.run import train_splitter
    from mnist_core.training.scenes import Glyphs

    images, labels = load_training_set(options.data)
    glyphs = Glyphs.of(images, labels, load_writers(options.writers, len(images)))
    with checkpoint(options.output, f"splitter-seed-{options.seed}-steps-{options.steps}") as folder:
        card = train_splitter(glyphs, options.seed, options.steps, folder, options.output)
    print(f"Trained on {card['scenes']:,} scenes. The splitter is in {options.output}.")


if __name__ == "__main__":
    sys.exit(main())
