"""The pictures that training shows: MNIST's digits and drawn ones, changed as hands, pens and cameras do."""

from __future__ import annotations

import numpy as np

from mnist_core.training.augmentation import as_read, augment, widen
from mnist_core.training.drawn_digits import draw_many
from mnist_core.training.parallel import on_all_cores

DRAWN_SHARE = 0.25  # of the number of MNIST's images
WIDENED = 0.15  # of all pictures
READ = 0.1  # of MNIST's images: as the program reads them from larger pictures
AUGMENTATION = (
    "Every image anew in every round: turned, slanted, stretched, shifted and elastically deformed; its "
    "stroke thickened, thinned or blurred, its brightness changed; two in five drawn with another pen, sharp "
    f"or in coarse pixels. {DRAWN_SHARE:.0%} more digits are drawn by rule, in the forms that MNIST hardly "
    "has: the European 1 with a long flag, the crossed 7, the open 4, the looped 2, and others. "
    f"{WIDENED:.0%} of all are widened. {READ:.0%} of MNIST's images are as the program reads them from "
    "pictures ten times as large."
)
AT_ONCE = 512


def make_pictures(
    images: np.ndarray, labels: np.ndarray, rounds: int, seed: int, unchanged: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return `rounds` changed copies of all images (n, 28, 28) uint8 and of as many drawn digits as belong.

    A share of the images stays `unchanged`. The result is shuffled within each round: (m, 28, 28) uint8 and
    labels (m,) uint8, the same for a seed on any number of processor cores.
    """
    made = on_all_cores(_make_round, [(images, labels, seed, unchanged, number) for number in range(rounds)])
    pictures, of = zip(*made, strict=True)
    return np.concatenate(pictures), np.concatenate(of)


def _make_round(
    images: np.ndarray, labels: np.ndarray, seed: int, unchanged: float, number: int
) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng([seed, number])
    drawn, drawn_labels = draw_many(round(len(images) * DRAWN_SHARE), rng)
    order = rng.permutation(len(images) + len(drawn))
    shown = np.concatenate([images, drawn])[order]
    pictures = np.empty_like(shown)
    for start in range(0, len(shown), AT_ONCE):
        part = augment(shown[start : start + AT_ONCE], rng)
        pictures[start : start + AT_ONCE] = np.round(255 * part)
    for i in rng.choice(len(pictures), round(WIDENED * len(pictures)), replace=False):
        pictures[i] = widen(pictures[i], rng)
    lots, own = rng.random(len(order)), order < len(images)
    for i in np.flatnonzero(own & (lots > 1 - READ)):
        pictures[i] = as_read(shown[i])
    kept = own & (lots < unchanged)
    pictures[kept] = shown[kept]
    return pictures, np.concatenate([labels, drawn_labels])[order]
