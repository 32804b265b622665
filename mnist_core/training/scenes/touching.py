"""Digits grown together, and nothing else: what the splitter learns from."""

from __future__ import annotations

import numpy as np

from mnist_core.training.lines import Rng
from mnist_core.training.scenes.canvas import Canvas
from mnist_core.training.scenes.compose import HEIGHT, WIDTH
from mnist_core.training.scenes.glyphs import Glyphs
from mnist_core.training.scenes.light import Light, blurred, coarse, thresholded
from mnist_core.training.scenes.writing import Spacing, Writer

COUNTS = {1: 0.1, 2: 0.45, 3: 0.28, 4: 0.17}  # how many digits there are, and how often
SMALLEST, LARGEST = 18.0, 50.0  # pixels
WIDE = 0.62  # of its size: the width of a digit, about
TOUCHING, CLOSE = Spacing(-0.1, 0.01), Spacing(-0.05, 0.15)
SOME_CLOSE = 0.25  # the share in which not all touch
LIGHTS: dict[Light, float] = {blurred: 0.3, coarse: 0.3, thresholded: 0.4}


def make_touching(glyphs: Glyphs, rng: Rng) -> tuple[np.ndarray, Canvas]:
    """Return a picture (96, 160) float32 of brightness in 0..1, and the canvas that says what is where."""
    canvas = Canvas.blank(HEIGHT, WIDTH)
    count = int(rng.choice(list(COUNTS), p=list(COUNTS.values())))
    size = rng.uniform(SMALLEST, min(LARGEST, WIDTH / (WIDE * count + 0.5)))
    writer = Writer(canvas, glyphs, rng, letters=0.0)
    writer.signs = 0.0
    top = rng.uniform(0.1 * size, HEIGHT - 1.2 * size)
    writer.row(int(rng.uniform(2, 12)), top, size, count, CLOSE if rng.random() < SOME_CLOSE else TOUCHING)
    picture = 1 - canvas.ink
    for light, share in LIGHTS.items():
        if rng.random() < share:
            picture = light(picture, rng)
    return np.clip(picture, 0, 1).astype(np.float32), canvas
