"""What digits are written on: each function darkens or roughens a canvas' paper, white in the beginning."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np

from mnist_core.training.lines import Rng
from mnist_core.training.scenes.canvas import Canvas


def clouded(canvas: Canvas, rng: Rng) -> None:
    """Stains and waves, large and soft."""
    canvas.paper -= rng.uniform(0.02, 0.25) * noise(canvas.shape, rng.uniform(8, 60), rng)


def fibrous(canvas: Canvas, rng: Rng) -> None:
    """Fibres, grain, or cloth."""
    along, across = np.exp(rng.uniform(np.log(0.6), np.log(6), 2))
    grain = cv2.GaussianBlur(rng.random(canvas.shape, np.float32), (0, 0), along, sigmaY=across)
    grain -= grain.mean()
    depth = rng.uniform(0.01, 0.09) if canvas.placed else np.exp(rng.uniform(np.log(0.004), np.log(0.4)))
    canvas.paper += grain * (depth / (grain.std() + 1e-6))


def shown_through(canvas: Canvas, rng: Rng) -> None:
    """What is written or printed on the back shows faintly: the same hand, mirrored, or spots."""
    if rng.random() < 0.3:
        canvas.paper -= rng.uniform(0.05, 0.2) * (noise(canvas.shape, rng.uniform(2, 5), rng) > 0.6)
        return
    back = np.roll(canvas.ink[:, ::-1], rng.integers(canvas.shape), (0, 1))
    canvas.paper -= rng.uniform(0.08, 0.45) * cv2.GaussianBlur(back, (0, 0), rng.uniform(0.4, 2))


def folded(canvas: Canvas, rng: Rng) -> None:
    """A crease: a fine line, or one side darker than the other."""
    side = side_of_edge(canvas.shape, rng)
    canvas.paper -= rng.uniform(0.05, 0.35) * np.exp(-np.abs(side) / rng.uniform(0.4, 3))
    canvas.paper -= rng.uniform(0, 0.12) * (side > 0)


def bound(canvas: Canvas, rng: Rng) -> None:
    """The fold of an open book, and the shade that lies on both sides of it."""
    across = np.abs(side_of_edge(canvas.shape, rng))
    canvas.paper -= rng.uniform(0.2, 0.75) * np.exp(-across / np.exp(rng.uniform(np.log(1), np.log(30))))


def on_desk(canvas: Canvas, rng: Rng) -> None:
    """The sheet ends, and what it lies on begins: darker or textured."""
    beyond = side_of_edge(canvas.shape, rng, 0.45) > 0
    desk = rng.uniform(0, 0.85) + rng.uniform(0, 0.4) * (noise(canvas.shape, rng.uniform(1, 12), rng) - 0.5)
    canvas.paper[beyond] = np.float32(desk)[beyond]
    canvas.hide(beyond)


def patterned(canvas: Canvas, rng: Rng) -> None:
    """Gravel, leaves, stripes, cloth, clouds: what is photographed where nothing is written."""
    scale = np.exp(rng.uniform(np.log(1.5), np.log(40)))
    pattern = noise(canvas.shape, scale, rng)
    if rng.random() < 0.4:
        y, x = np.indices(canvas.shape, np.float32)
        angle = rng.uniform(0, np.pi)
        wave = 2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / (2 * scale)
        pattern = 0.5 + 0.5 * np.sin(wave + 6 * (pattern - 0.5) * rng.random())
    edges = np.clip((pattern - rng.uniform(0.3, 0.7)) * np.exp(rng.uniform(0, 4)) + 0.5, 0, 1)
    canvas.paper *= 1 - (edges if not canvas.placed else edges * rng.uniform(0.03, 0.2))


def photographed(canvas: Canvas, rng: Rng) -> None:
    """A photograph, or part of one, pale as a background or as it is."""
    photo = photographs()[rng.integers(len(photographs()))]
    side = int(rng.uniform(60, min(photo.shape)))
    top, left = (int(rng.integers(n - side + 1)) for n in photo.shape)
    part = cv2.resize(photo[top : top + side, left : left + side], canvas.shape[::-1]) / np.float32(255)
    canvas.paper *= 1 - (part if not canvas.placed else part * rng.uniform(0.05, 0.3))


def dark_tile(canvas: Canvas, rng: Rng) -> None:
    """Panels on which ink is light: one under all that is written, or one for each digit or most."""
    boxes = np.array([placed.box for placed in canvas.placed] or [(0, 0, canvas.shape[1] // 2, 40)])
    margin = np.exp(rng.uniform(np.log(0.05), 0)) * (boxes[:, 3] - boxes[:, 1]).mean()
    if rng.random() < 0.5:
        boxes = np.concatenate([boxes[:, :2].min(0), boxes[:, 2:].max(0)])[None]
    elif rng.random() < 0.4:
        boxes = boxes[rng.random(len(boxes)) < 0.7]
    tile = np.zeros(canvas.shape, np.float32)
    for left, top, right, bottom in (boxes + margin * np.array([-1, -1, 1, 1])).astype(int).tolist():
        cv2.rectangle(tile, (left, top), (right, bottom), 1.0, -1)
    depth = rng.uniform(0.5, 0.95)
    # Ink is paint over paper: on a tile the paper becomes dark, and the ink takes it away.
    canvas.paper -= tile * depth * (1 - canvas.ink)
    canvas.ink *= 1 - tile


EMPTY = 5  # how much likelier are patterns and photographs where nothing is written

Paper = Callable[[Canvas, Rng], None]
PAPERS: dict[Paper, float] = {
    clouded: 0.25, fibrous: 0.3, shown_through: 0.1, folded: 0.05, bound: 0.09, patterned: 0.04,
    photographed: 0.04, on_desk: 0.08, dark_tile: 0.13,
}  # fmt: skip


def noise(shape: tuple[int, int], scale: float, rng: Rng) -> np.ndarray:
    """Return (h, w) float32 in 0..1: soft noise whose spots are about `scale` pixels wide."""
    small = rng.random((int(shape[0] / scale) + 3, int(shape[1] / scale) + 3), np.float32)
    return np.clip(cv2.resize(small, shape[::-1], interpolation=cv2.INTER_CUBIC), 0, 1)


def side_of_edge(shape: tuple[int, int], rng: Rng, far: float = 0.3) -> np.ndarray:
    """Return (h, w) float32: the distance in pixels from an edge across the canvas, negative on one side."""
    angle = rng.integers(4) * np.pi / 2 + rng.normal(0, 0.25)
    y, x = np.indices(shape, np.float32)
    across = (x - shape[1] / 2) * np.cos(angle) + (y - shape[0] / 2) * np.sin(angle)
    return across - rng.uniform(-0.1, far) * max(shape) + 1.5 * np.sin(y * 0.1) * (rng.random() < 0.3)


@cache
def photographs() -> list[np.ndarray]:
    """Return the photographs (h, w) uint8 grey that scikit-learn (by its authors, CC BY 2.0) ships."""
    from sklearn.datasets import load_sample_images

    return [cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) for image in load_sample_images().images]
