"""Draws docs/detection.png and docs/scenes.png, all of it from MNIST's test digits and from rules.

python -m docs.draw_detection
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from mnist_core import load_recognizer
from mnist_core.charts.detection import clearest_look, heat_on_ink, ink_of_digits, offsets_to_centres
from mnist_core.data.dataset import load_test_set
from mnist_core.data.example import CLOSE, TOUCHING, example_page
from mnist_core.training.scenes import Glyphs
from mnist_core.training.scenes.__main__ import contact_sheet

DOCS = Path(__file__).resolve().parent
SCENES, SEED = 18, 5  # a seed of which no scene shows one of the photographs that are other people's


def main() -> None:
    """Draw both."""
    images, labels = load_test_set()
    detection(example_page(images[list(TOUCHING)], CLOSE)).savefig(DOCS / "detection.png")
    Image.fromarray(contact_sheet(Glyphs.of(images, labels), SCENES, SEED)).save(DOCS / "scenes.png")


def detection(page: np.ndarray) -> Figure:
    """Return a figure of a page (h, w, 3) uint8 and what the detector sees in it."""
    look = clearest_look(load_recognizer().looks(page))
    pictures = {
        "The page": page,
        "Ink, and where a centre is likely": heat_on_ink(look),
        "Where the ink points": offsets_to_centres(look),
        "What points to one centre is one digit": ink_of_digits(look),
    }
    figure = Figure((10, 4.2), dpi=100, layout="constrained")
    for axes, (title, picture) in zip(figure.subplots(2, 2).flat, pictures.items(), strict=True):
        axes.imshow(picture)
        axes.set_title(title)
        axes.axis("off")
    return figure


if __name__ == "__main__":
    main()
