"""What the commands that train have in common: options, where a training goes on, and how one ends."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mnist_core.data.dataset import DatasetError
from mnist_core.paths import MODELS

FOLDER = "training_checkpoint"


def command_parser(
    module: str, description: str, output: Path = MODELS, epilog: str | None = None
) -> argparse.ArgumentParser:
    """Return the parser of `python -m module` with the options that every such command has."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description, epilog=epilog)
    parser.add_argument("--data", type=Path, help="an mnist.npz; without it, Keras downloads MNIST once")
    parser.add_argument("--seed", type=int, default=0, help="of all that is left to chance (default: 0)")
    parser.add_argument(
        "--output", type=Path, default=output, help=f"where to write (default: {output.name})"
    )
    return parser


def add_handwriting(parser: argparse.ArgumentParser) -> None:
    """Add the options that name what `handwriting` loads."""
    parser.add_argument("--writers", type=Path, help="who wrote each digit, for numbers in one hand")
    add_letters(parser)


def add_letters(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the letters that `handwriting` loads."""
    parser.add_argument("--letters", type=Path, help="handwritten letters, to learn what is no digit")


def run(command: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> int:
    """Run the command and return its exit status; what keeps it from its end is said in a sentence."""
    try:
        command(options)
    except ModuleNotFoundError as error:
        reason = f"{error}: to train, pip install -r requirements-dev.txt"
    except (DatasetError, OSError) as error:
        reason = str(error)
    except KeyboardInterrupt:
        reason = "\nStopped before all was written. The same command goes on."
    else:
        return 0
    print(reason, file=sys.stderr)
    return 1


@contextmanager
def checkpoint(output: Path, settings: str) -> Iterator[Path]:
    """Give the folder in `output` where a training goes on after being cut off; none is left when it is done.

    What was cut off goes on only with the same `settings`, and what others keep there is left alone.
    """
    folder = output / FOLDER / settings
    yield folder
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):
        folder.parent.rmdir()
