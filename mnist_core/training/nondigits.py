"""Images that are no digits, made by rule and from MNIST: what a refusal is learned from.

Characters of many scripts, doodles of a few joined strokes, digits on their side or mirrored, halves,
words, and blots; all with MNIST's own geometry, so that only the shape tells them from digits.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from mnist_core.training.augmentation import augment
from mnist_core.training.finishing import finish
from mnist_core.training.letters import letter
from mnist_core.training.pen import drawn
from mnist_core.training.touching_digits import grown_together

CANVAS = 128  # pixels
MARGIN = 12
SUBPIXEL_BITS = 4
STROKES = (0.3, 0.4, 0.2, 0.1)  # chances of one to four strokes in a doodle
PRINTED, WRITTEN = 0.3, 0.3  # the shares of characters of a font, and of letters drawn by rule
WITH_A_DIGIT = 0.3  # the share of words in which a digit stands for a letter
LEAST_INK = 12  # pixels of 28×28: less is a speck

# Digits that are none once mirrored left to right, upside down, turned by half, and by a quarter either way.
TURNS: tuple[tuple[Callable[[np.ndarray], np.ndarray], tuple[int, ...]], ...] = (
    (np.fliplr, (3, 4, 6, 7, 9)),
    (np.flipud, (4, 6, 7, 9)),
    (lambda image: np.rot90(image, 2), (3, 4, 7)),
    (lambda image: np.rot90(image, 1), (1, 2, 3, 4, 5, 6, 7, 8, 9)),
    (lambda image: np.rot90(image, 3), (1, 2, 3, 4, 5, 6, 7, 8, 9)),
)
# Digits whose upper, lower, left and right half is none: half a 9 is a 0 or a 1, half a 1 a 1.
HALVES = ((2, 3, 4, 5, 6, 7), (2, 3, 5), (0, 2, 3, 4, 5, 6, 7, 8), (0, 2, 3, 5, 6, 7, 8))


def make_nondigits(
    count: int, images: np.ndarray, labels: np.ndarray, letters: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Return (count, 28, 28) uint8: half from `letters`, half from digits (n, 28, 28) uint8 and labels."""
    digits = augment(images, rng)
    by_label = [digits[labels == label] for label in range(10)]
    printed = letters[rng.integers(len(letters), size=round(PRINTED * count))]
    written = np.stack([drawn(letter(rng), rng) for _ in range(round(WRITTEN * count))])
    characters = augment(np.concatenate([printed, written]), rng)
    kinds = (
        (0.36, lambda: doodle(rng)),
        (0.19, lambda: _turned(by_label, rng)),
        (0.08, lambda: _half(by_label, rng)),
        (0.21, lambda: _word(characters, digits, rng)),
        (0.16, lambda: _blot(rng)),
    )
    chances, makers = zip(*kinds, strict=True)
    made = list(characters)
    while len(made) < count:
        image = makers[rng.choice(len(makers), p=chances)]()
        if (image > 0).sum() >= LEAST_INK:
            made.append(finish(image, rng))
    return np.round(255 * np.stack(made)).astype(np.uint8)


def doodle(rng: np.random.Generator) -> np.ndarray:
    """Return (128, 128) float32: one to four strokes, mostly joined, that make no plain 1 or 0."""
    strokes: list[np.ndarray] = []
    for _ in range(1 + rng.choice(len(STROKES), p=STROKES)):
        strokes.append(_joined(_stroke(rng), strokes, rng))
    if len(strokes) == 1 and _is_one_or_zero(strokes[0]):
        return doodle(rng)
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (CANVAS - 2 * MARGIN) / (high - low).max()
    fixed = [
        np.round(((stroke - low) * scale + MARGIN) * 2**SUBPIXEL_BITS).astype(np.int32) for stroke in strokes
    ]
    canvas = np.zeros((CANVAS, CANVAS), np.uint8)
    thickness = int(rng.integers(8, 26))
    cv2.polylines(canvas, fixed, False, 255, thickness, cv2.LINE_AA, SUBPIXEL_BITS)
    return canvas.astype(np.float32) / 255


def _stroke(rng: np.random.Generator) -> np.ndarray:
    """Return the (k, 2) points of a line, an arc, a curve or a zigzag about the origin, within ±50."""
    kind = rng.random()
    if kind < 0.35:
        angle = (
            rng.uniform(0, np.pi) if rng.random() < 0.4 else rng.integers(4) * np.pi / 4 + rng.normal(0, 0.1)
        )
        reach = rng.uniform(15, 50) * np.array([np.cos(angle), np.sin(angle)])
        return np.linspace(-reach, reach, 9)
    if kind < 0.65:
        span = 2 * np.pi if rng.random() < 0.3 else rng.uniform(0.8, 5.5)
        along = rng.uniform(0, 2 * np.pi) + np.linspace(0, span, 41)
        width, height = rng.uniform(12, 45, 2)
        turn = rng.uniform(0, np.pi)
        turned = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        return np.stack([width * np.cos(along), height * np.sin(along)], axis=1) @ turned
    if kind < 0.85:
        t = np.linspace(0, 1, 41)[:, None]
        weights = np.concatenate([(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3], axis=1)
        return weights @ rng.uniform(-50, 50, (4, 2))
    return rng.uniform(-50, 50, (rng.integers(3, 6), 2))


def _joined(stroke: np.ndarray, others: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Return the stroke moved: an end or its middle onto an end, the middle or any point of another."""
    if not others or rng.random() < 0.15:
        return stroke + rng.uniform(-25, 25, 2)
    other = others[rng.integers(len(others))]
    there = other[rng.choice([0, -1, len(other) // 2, rng.integers(len(other))])]
    return stroke + there - stroke[rng.choice([0, -1, len(stroke) // 2])]


def _is_one_or_zero(stroke: np.ndarray) -> bool:
    width, height = np.ptp(stroke, axis=0)
    across = np.linalg.norm(stroke[0] - stroke[-1])
    closed = across < 0.25 * max(width, height)
    straight = across > 0.95 * np.linalg.norm(np.diff(stroke, axis=0), axis=1).sum()
    return bool(closed or width < (1.2 if straight else 0.6) * height)


def _turned(by_label: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    turn, labels = TURNS[rng.integers(len(TURNS))]
    return np.ascontiguousarray(turn(_any(by_label[rng.choice(labels)], rng)))


def _half(by_label: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    side = rng.integers(4)
    image = _any(by_label[rng.choice(HALVES[side])], rng)
    rows, columns = np.nonzero(image > 0.1)
    row, column = (round((c.min() + c.max()) / 2 + rng.uniform(-1, 2)) for c in (rows, columns))
    return (image[:row], image[row:], image[:, :column], image[:, column:])[side]


def _word(letters: np.ndarray, digits: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return (36, w) float32: two or three letters grown together, or a digit and one or two letters."""
    parts = [_any(letters, rng) for _ in range(rng.integers(2, 4))]
    if rng.random() < WITH_A_DIGIT:
        parts[rng.integers(len(parts))] = _any(digits, rng)
    return grown_together(parts, rng)


def _blot(rng: np.random.Generator) -> np.ndarray:
    """Return (28, 28) float32: a piece of blurred noise, or a filled polygon shaded by it."""
    noise = cv2.GaussianBlur(rng.random((28, 28), np.float32), (0, 0), rng.uniform(0.2, 3.5))
    noise = (noise - noise.min()) / np.ptp(noise)
    if rng.random() < 0.5:
        return np.where(noise > np.quantile(noise, rng.uniform(0.3, 0.85)), noise ** rng.uniform(0, 2), 0)
    angles = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(3, 9)))
    corners = 64 + rng.uniform(20, 60, (len(angles), 1)) * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    canvas = np.zeros((CANVAS, CANVAS), np.uint8)
    cv2.fillPoly(canvas, [corners.astype(np.int32)], 255, cv2.LINE_AA)
    shape = cv2.resize(canvas.astype(np.float32) / 255, (28, 28), interpolation=cv2.INTER_AREA)
    return shape * (1 - rng.uniform(0, 0.8) * noise)


def _any(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return images[rng.integers(len(images))]
