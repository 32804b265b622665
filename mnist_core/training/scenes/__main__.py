"""Writes a contact sheet of scenes: `python -m mnist_core.training.scenes`."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from mnist_core.data.dataset import load_training_set
from mnist_core.training.handwriting import load_letters
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


def main() -> None:
    """Write the sheet to the file that is named."""
    parser = argparse.ArgumentParser(prog="python -m mnist_core.training.scenes", description=__doc__)
    parser.add_argument("--data", type=Path, help="an mnist.npz; without it, Keras downloads MNIST once")
    parser.add_argument("--writers", type=Path, help="an mnist_writers.npz: rows in one hand")
    parser.add_argument("--letters", type=Path, help="a letters.npz: what is no digit")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=Path("scenes.png"))
    options = parser.parse_args()
    images, labels = load_training_set(options.data)
    writers = np.load(options.writers)["train"] if options.writers else None
    glyphs = Glyphs.of(images, labels, writers, load_letters(options.letters))
    Image.fromarray(contact_sheet(glyphs, options.count, options.seed)).save(options.output)
    print(f"{options.count} scenes are in {options.output}.")


if __name__ == "__main__":
    main()
