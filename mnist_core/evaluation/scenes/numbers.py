"""Whole numbers as people write them: in boxes, on lines, with signs, beside words, by the page.

Each takes digits (n, 28, 28) uint8, bright on black, and returns a picture (h, w) float64 in 0..255 in which
they are written, dark on light.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from mnist_core.evaluation.scenes.paper import lines_across

Part = tuple[np.ndarray, float]  # ink (h, w) in 0..1, and how many pixels of it are below the line


def plain(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the digits in a row."""
    tall = random.uniform(30, 110)
    row, _ = row_of(written(digits, tall, random), tall, random)
    return on_sheet(row, tall, random)


def tight(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the digits in a row, cut at the edges of their ink, or a pixel or two beside them."""
    tall = random.uniform(24, 110)
    row, _ = row_of(written(digits, tall, random), tall, random)
    return on_sheet(row, int(random.integers(3)), random)


def in_boxes(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return a row of boxes on a form, a digit in each, some of which touch their sides.

    The boxes share their sides or stand apart.
    """
    tall = random.uniform(30, 90)
    wide, high = (round(tall * random.uniform(*span)) for span in ((1.05, 1.5), (1.2, 1.6)))
    apart = int(random.choice([0, random.integers(3, 14)]))
    page = np.zeros((high + 1, len(digits) * (wide + apart) + 1))
    lines = page.copy()
    strength, thickness = random.uniform(0.4, 1), int(random.integers(1, 4))
    for place, (ink, _) in enumerate(written(digits, tall, random)):
        left = place * (wide + apart)
        cv2.rectangle(lines, (left, 0), (left + wide, high), strength, thickness)
        spare = np.maximum(0, [high - ink.shape[0], wide - ink.shape[1]])
        top, beside = (spare * random.uniform(0.05, 0.95, 2)).astype(int)
        draw(page, ink, top, left + beside)
    return on_sheet(np.maximum(page, lines), tall, random)


def on_ledger_lines(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the digits in a row with a line of ruled paper through their feet, as often between columns."""
    tall = random.uniform(30, 90)
    row, line = row_of(written(digits, tall, random), tall, random)
    picture = on_sheet(row, tall, random)
    foot = round(tall + line - random.uniform(0, 0.12) * tall)
    step = foot / max(1, round(foot / (random.uniform(1.2, 1.8) * tall)))
    grey, thickness = random.uniform(80, 180), int(random.integers(1, 4))
    picture = np.minimum(picture, lines_across(picture.shape, step, grey, thickness))
    if random.random() < 0.5:
        for x in (round(0.6 * tall), picture.shape[1] - round(0.6 * tall)):
            cv2.line(picture, (x, 0), (x, len(picture)), grey, thickness)
    return picture


def as_date(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the eight digits with a slash after the second and after the fourth."""
    tall = random.uniform(30, 110)
    parts = written(digits, tall, random)
    slashes = [slash(tall, random) for _ in range(2)]
    row, _ = row_of([*parts[:2], slashes[0], *parts[2:4], slashes[1], *parts[4:]], tall, random)
    return on_sheet(row, tall, random)


def as_amount(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the seven digits with a comma before the last two and, as often, a point for the thousands."""
    tall = random.uniform(30, 110)
    parts = written(digits, tall, random)
    parts.insert(5, comma(tall, random))
    if random.random() < 0.5:
        parts.insert(2, point(tall, random))
    row, _ = row_of(parts, tall, random)
    return on_sheet(row, tall, random)


def page(digits: np.ndarray, random: np.random.Generator, lengths: Sequence[int]) -> np.ndarray:
    """Return a page with as many rows as `lengths`, and as many digits in each as it says."""
    tall = random.uniform(26, 36)
    ends = np.cumsum(lengths)
    rows = [
        row_of(written(digits[end - length : end], tall, random), tall, random)[0]
        for length, end in zip(lengths, ends, strict=True)
    ]
    step = round(random.uniform(1.6, 2.2) * tall)
    sheet = np.zeros((step * len(rows), max(row.shape[1] for row in rows)))
    for number, row in enumerate(rows):
        draw(sheet, row[:step], number * step, 0)
    return on_sheet(sheet, tall, random)


def written(digits: np.ndarray, tall: float, random: np.random.Generator) -> list[Part]:
    """Return the ink of each digit, about `tall` pixels high, its foot about on the line."""
    parts = []
    for digit in digits:
        left, top, width, height = cv2.boundingRect((digit > 40).astype(np.uint8))
        scale = tall * random.uniform(0.92, 1.08) / 20  # an MNIST digit is 20 pixels high or wide
        size = max(2, round(scale * width)), max(2, round(scale * height))
        ink = digit[top : top + height, left : left + width] / 255
        ink = cv2.resize(ink, size, interpolation=cv2.INTER_CUBIC).clip(0, 1)
        parts.append((ink, random.normal(0, 0.04) * tall))
    return parts


def slash(tall: float, random: np.random.Generator) -> Part:
    """Return a slash, higher than the digits."""
    high, across = random.uniform(1.05, 1.4) * tall, random.uniform(0.3, 0.7) * tall
    return stroke([(across, 0), (0, high)], tall, random), random.uniform(0.05, 0.25) * tall


def comma(tall: float, random: np.random.Generator) -> Part:
    """Return a comma, most of it below the line."""
    long = random.uniform(0.18, 0.32) * tall
    line = [(0.3 * long, 0), (0.4 * long, 0.3 * long), (0, long)]
    return stroke(line, tall, random), random.uniform(0.5, 0.9) * long


def point(tall: float, random: np.random.Generator) -> Part:
    """Return a point on the line."""
    return stroke([(0, 0), (0, random.uniform(0, 0.05) * tall)], tall, random), 0.0


def stroke(line: Sequence[tuple[float, float]], tall: float, random: np.random.Generator) -> np.ndarray:
    """Return the line through the points (x, y) in pixels, as thick as a pen's that writes digits so tall."""
    thick = max(1, round(random.uniform(0.07, 0.14) * tall))
    points = np.array(line) - np.min(line, axis=0) + thick
    width, height = np.ceil(points.max(0)).astype(int) + thick
    ink = np.zeros((height, width))
    cv2.polylines(ink, [np.round(points).astype(np.int32)], False, 1.0, thick, cv2.LINE_AA)
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def row_of(parts: Sequence[Part], tall: float, random: np.random.Generator) -> tuple[np.ndarray, int]:
    """Return the ink (h, w) in 0..1 of the parts side by side, none touching, and where their line lies."""
    above = round(max(len(ink) - below for ink, below in parts))
    below = max(round(below) for _, below in parts)
    gaps = [round(gap * tall) for gap in random.uniform(0.12, 0.4, len(parts))]
    row = np.zeros((above + max(below, 0) + 2, sum(ink.shape[1] for ink, _ in parts) + sum(gaps[1:])))
    left = 0
    for number, (ink, under) in enumerate(parts):
        left += gaps[number] if number else 0
        draw(row, ink, max(0, above + round(under) - len(ink)), left)
        left += ink.shape[1]
    return row, above


def draw(page: np.ndarray, ink: np.ndarray, top: int, left: int) -> None:
    """Add the ink (h, w) to the page, where it fits on it."""
    place = page[top : top + ink.shape[0], left : left + ink.shape[1]]
    np.maximum(place, ink[: place.shape[0], : place.shape[1]], out=place)


def on_sheet(ink: np.ndarray, margin: float, random: np.random.Generator) -> np.ndarray:
    """Return the ink (h, w) in 0..1 in any dark grey on any light paper, with a margin of as many pixels."""
    paper, dark = random.uniform(190, 245), random.uniform(20, 90)
    picture = paper - (paper - dark) * np.pad(ink, round(margin))
    light = np.linspace(1, random.uniform(0.8, 1), picture.shape[1])
    return picture * light + random.normal(0, 2, picture.shape)
