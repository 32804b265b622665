"""One scene, composed at random of everything that the modules beside this one know."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from mnist_core.detection.looking import framed
from mnist_core.training.lines import Rng
from mnist_core.training.scenes.canvas import Canvas
from mnist_core.training.scenes.glyphs import Glyphs
from mnist_core.training.scenes.layouts import LAYOUTS, nothing
from mnist_core.training.scenes.light import LIGHTS
from mnist_core.training.scenes.marks import MARKS
from mnist_core.training.scenes.paper import EMPTY, PAPERS, patterned, photographed

Item = TypeVar("Item")

HEIGHT, WIDTH = 96, 160  # pixels
PLAIN = 0.25  # the share of scenes with nothing beside the digits
WHITE = 0.3  # the share on even paper
CROPPED = 0.35  # the share that shows only a part, as a crop or a small picture does


def make_scene(glyphs: Glyphs, rng: Rng) -> tuple[np.ndarray, Canvas]:
    """Return a picture (96, 160) float32 of brightness in 0..1, and the canvas that says what is where."""
    canvas = Canvas.blank(HEIGHT, WIDTH)
    canvas.strength = float(rng.uniform(0.5, 1))
    size = _size(rng)
    layout = _one_of(LAYOUTS, rng)
    layout(canvas, glyphs, size, rng)
    if rng.random() > PLAIN or layout is nothing:
        for _ in range(1 + rng.binomial(2, 0.3)):
            _one_of(MARKS, rng)(canvas, glyphs, size, rng)
    if rng.random() > WHITE:
        for paper, share in PAPERS.items():
            likelier = EMPTY if paper in (patterned, photographed) and not canvas.placed else 1
            if rng.random() < share * likelier:
                paper(canvas, rng)
    picture = _painted(canvas, rng)
    if rng.random() < CROPPED:
        picture = _cropped(picture, canvas, rng)
    for light, share in LIGHTS.items():
        if rng.random() < share:
            picture = light(picture, rng)
    return np.clip(picture, 0, 1).astype(np.float32), canvas


def _size(rng: Rng) -> float:
    """Return the size of digits in pixels: mostly one that detection reads, else smaller or larger."""
    kind = rng.random()
    if kind < 0.14:
        return float(np.exp(rng.uniform(np.log(2), np.log(14))))
    if kind < 0.23:
        return float(np.exp(rng.uniform(np.log(46), np.log(300))))
    return float(np.exp(rng.uniform(np.log(13.5), np.log(48))))


def _one_of(table: dict[Item, float], rng: Rng) -> Item:
    shares = np.array(list(table.values()))
    return list(table)[rng.choice(len(table), p=shares / shares.sum())]


def _painted(canvas: Canvas, rng: Rng) -> np.ndarray:
    """Return the canvas as brightness: any grey on any grey, light on dark as often as not."""
    covered = np.clip(canvas.ink, 0, 1)
    picture = canvas.paper * (1 - covered)
    contrast = np.exp(rng.uniform(np.log(0.13), 0)) if rng.random() < 0.6 else 1.0
    bottom = rng.uniform(0, 1 - contrast)
    picture = bottom + contrast * picture
    return 1 - picture if rng.random() < 0.4 else picture


def _cropped(picture: np.ndarray, canvas: Canvas, rng: Rng) -> np.ndarray:
    """Return the picture as detection sees a part of it: the part, and around it a margin of paper."""
    height, width = picture.shape
    seen = [placed.box for placed in canvas.placed]
    if seen and rng.random() < 0.7:  # cut close at what is written
        left, top = np.min(seen, 0)[:2] - rng.uniform(-1, 8, 2)
        right, bottom = np.max(seen, 0)[2:] + rng.uniform(-1, 8, 2)
    else:
        left, right = rng.uniform(0, 0.4) * width, rng.uniform(0.6, 1) * width
        top, bottom = rng.uniform(0, 0.4) * height, rng.uniform(0.6, 1) * height
    left, top = int(np.clip(left, 0, width - 8)), int(np.clip(top, 0, height - 8))
    right, bottom = int(np.clip(right, left + 8, width)), int(np.clip(bottom, top + 8, height))
    part = picture[top:bottom, left:right]
    outside = np.ones(picture.shape, bool)
    outside[top:bottom, left:right] = False
    canvas.hide(outside)
    return framed(part, top, height - bottom, left, width - right)
