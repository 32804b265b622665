"""Random changes to 28×28 digits: shape, stroke, and light, as other hands, pens and cameras make them."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.detection.alone import POSSIBLE
from mnist_core.recognition.normalization import normalize
from mnist_core.training.rewriting import rewrite

SIDE = 28
INK_SIDE = 20  # MNIST's digits fill a box of this height or width
CENTRE = 14.0  # and have their centre of mass here, in pixel indices
INK = 64  # of 255: what counts as ink when the box is measured
# Standard deviations:
ROTATION = 6.0  # degrees
SLANT = 0.15
STRETCH = 0.12  # width against height, as a logarithm
SCALE = 0.05  # as a logarithm
SHIFT = 0.6  # pixels
ELASTIC = 0.9  # pixels
ELASTIC_POINTS = 5  # a side; the displacement is interpolated between these
REWRITTEN = 0.4  # the share drawn with another pen; the others stay as soft as MNIST's
BRUSHES = tuple(np.ones(shape, np.uint8) for shape in ((1, 2), (2, 1), (2, 2), (3, 3)))
WIDEST = 2.0  # times as wide as it was
ENLARGED = 10  # times
PIXELS = np.indices((SIDE, SIDE), np.float32)[::-1].reshape(2, -1)  # x, y of each


def augment(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return changed copies of the images (n, 28, 28) uint8 as float32 in 0..1, each with a full-scale peak.

    Another hand's slant, width and angle, brought back to MNIST's geometry; elastic deformation (Simard
    et al., 2003); thicker, thinner and blurred strokes; gamma.
    """
    maps = _deformations(images, rng)
    changed = [
        _repainted(cv2.remap(image, *position, cv2.INTER_LINEAR), rng)
        for image, position in zip(images, maps, strict=True)
    ]
    return np.stack(changed)


def widen(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return (28, 28) uint8: the image (28, 28) uint8 stretched to the side, at most to a square.

    So are digits that were written into boxes, or stored in them.
    """
    left, top, width, height = cv2.boundingRect(image)
    if not width:
        return image
    ink = image[top : top + height, left : left + width]
    wider = max(width, round(min(width * rng.uniform(1, WIDEST), height)))
    return np.round(255 * normalize(cv2.resize(ink, (wider, height)) / np.float32(255))).astype(np.uint8)


def as_read(image: np.ndarray) -> np.ndarray:
    """Return (28, 28) uint8: the image (28, 28) uint8 as the program reads it enlarged tenfold.

    Its soft rim is taken for paper there, and the stroke inside it comes out a little larger and sharper.
    """
    picture = cv2.resize(image, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
    ink = np.where(picture > POSSIBLE / 255 * picture.max(), picture, 0)
    return np.round(255 * normalize(ink / np.float32(255))).astype(np.uint8) if ink.any() else image


def _repainted(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the (28, 28) uint8 image as another pen would have drawn it, float32 with a full-scale peak."""
    if rng.random() < REWRITTEN:
        return rewrite(image, rng)
    image = _restroke(image, rng).astype(np.float32)
    image /= max(image.max(), 1)
    return image ** np.float32(np.exp(rng.normal(0, 0.15)))


def _deformations(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return (n, 2, 28, 28) float32: where each pixel of each image (n, 28, 28) comes from, x and y."""
    count = len(images)
    hand = _hands(count, rng)
    centre, extent = _ink_geometry(images, hand)
    hand *= (INK_SIDE / extent * np.exp(rng.normal(0, SCALE, count)))[:, None, None]
    back = np.linalg.inv(hand)
    target = CENTRE + rng.normal(0, SHIFT, (count, 2, 1))
    weights = np.empty((count, 2, len(BASIS)), np.float32)
    weights[:, :, :2] = back
    weights[:, :, 2] = (centre - back @ target)[:, :, 0]
    weights[:, :, 3:] = rng.normal(0, ELASTIC, (count, 2, ELASTIC_POINTS**2))
    return (weights @ BASIS).reshape(count, 2, SIDE, SIDE)


def _hands(count: int, rng: np.random.Generator) -> np.ndarray:
    """Return (count, 2, 2): how other hands would stretch, slant and turn the (x, y) of a digit."""
    turn = np.deg2rad(rng.normal(0, ROTATION, count))
    slant = rng.normal(0, SLANT, count)
    wide = np.exp(rng.normal(0, STRETCH, count))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    shape = np.array([[wide, -slant], [np.zeros(count), np.ones(count)]])
    return np.einsum("ijn,jkn->nik", rotation, shape)


def _ink_geometry(images: np.ndarray, hand: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ink's centres (n, 2, 1), and the longer side (n,) of its box once `hand` has changed it."""
    ink = images.reshape(len(images), -1) > INK
    ink |= ~ink.any(1, keepdims=True)  # a blank image: all of it
    centre = (ink @ PIXELS.T / ink.sum(1, keepdims=True))[:, :, None]
    changed = hand.astype(np.float32) @ PIXELS
    low = np.where(ink[:, None], changed, np.inf).min(2)
    high = np.where(ink[:, None], changed, -np.inf).max(2)
    return centre, (high - low).max(1) + 1


def _deformation_basis() -> np.ndarray:
    """Return (3 + ELASTIC_POINTS², 784) float32: x, y, one, and a window around each control point."""
    pixels = np.arange(SIDE)
    points = np.linspace(0, SIDE - 1, ELASTIC_POINTS)
    window = np.exp(-0.5 * ((pixels - points[:, None]) / (0.6 * points[1])) ** 2)
    window /= window.sum(0)
    elastic = np.einsum("iy,jx->ijyx", window, window).reshape(-1, SIDE * SIDE)
    return np.concatenate([PIXELS, np.ones_like(PIXELS[:1]), elastic]).astype(np.float32)


BASIS = _deformation_basis()


def _restroke(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the (28, 28) uint8 image with a thicker, a thinner, a blurred or an unchanged stroke."""
    choice, amount = rng.random(2)
    if choice < 0.5:
        return image
    if choice < 0.6:
        return cv2.GaussianBlur(image, (5, 5), 0.3 + 0.4 * amount)
    change = cv2.dilate if choice < 0.8 else cv2.erode
    changed = change(image, BRUSHES[rng.integers(len(BRUSHES))])
    return cv2.addWeighted(changed, amount, image, 1 - amount, 0)
