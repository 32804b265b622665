"""Writes a contact sheet of scenes: `python -m mnist_core.training.scenes`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from mnist_core.data.dataset import load_training_set
from mnist_core.training.command import add_handwriting, command_parser, run
from mnist_core.training.handwriting import load_letters, load_writers
from mnist_core.training.scenes import Glyphs, make_scene

COLUMNS = 6
COLOURS = np.array([(230, 80, 60), (60, 140, 230), (60, 170, 80), (220, 150, 30), (150, 90, 210)], np.uint8)


def contact_sheet(glyphs: Glyphs, count: int, seed: int) -> np.ndarray:
    """Return (h, w, 3) uint8: scenes, and below each whose ink is whose, letters in grey."""
    tiles = [_tile(glyphs, np.random.default_rng([seed, number])) for number in range(count)]
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % COLUMNS)
    return np.vstack([np.hstack(tiles[i : i + COLUMNS]) for i in range(0, len(tiles), COLUMNS)])


def _tile(glyphs: Glyphs, rng: np.random.Generator) -> np.ndarray:
    picture, canvas = make_scene(glyphs, rng)
    shown = np.uint8(255 * picture)[..., None].repeat(3, 2)
    whose = np.full_like(shown, 255)
    for number, placed in enumerate(canvas.placed, 1):
        whose[canvas.owner == number] = COLOURS[number % len(COLOURS)] if placed.value < 10 else 150
    return cv2.copyMakeBorder(np.vstack([shown, whose]), 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=(90, 90, 90))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the sheet to the file that is named; return the exit status."""
    parser = command_parser("mnist_core.training.scenes", "Write a sheet of scenes.", Path("scenes.png"))
    add_handwriting(parser)
    parser.add_argument("--count", type=int, default=60, help="of the scenes (default: 60)")
    return run(_write, parser.parse_args(arguments))


def _write(options: argparse.Namespace) -> None:
    images, labels = load_training_set(options.data)
    writers, letters = load_writers(options.writers, len(images)), load_letters(options.letters)
    glyphs = Glyphs.of(images, labels, writers, letters)
    Image.fromarray(contact_sheet(glyphs, options.count, options.seed)).save(options.output)
    print(f"{options.count} scenes are in {options.output}.")


if __name__ == "__main__":
    sys.exit(main())
