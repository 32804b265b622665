"""Numbers beside what is no number: a printed word, or letters and signs written by hand.

Each takes digits (n, 28, 28) uint8, bright on black, and returns a picture (h, w) float64 in 0..255. No word
and no letter has a part that is drawn as a digit is (o, l, s, z, b, g, q).
"""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from mnist_core.evaluation.scenes.numbers import Part, on_sheet, row_of, written

WORDS = (
    "Name",
    "Rent",
    "Year",
    "Week",
    "Date",
    "Paid",
    "Fee:",
    "Mark",
    "Term",
    "Due:",
    "Part",
    "Rate",
    "Ref.",
)
# Each a few lines through points: x to the right and y down, in the height of a capital.
LETTERS = (
    (((0, 1), (0.35, 0), (0.7, 1)), ((0.15, 0.65), (0.55, 0.65))),  # A
    (((0.6, 0), (0, 0), (0, 1), (0.6, 1)), ((0, 0.5), (0.45, 0.5))),  # E
    (((0.6, 0), (0, 0), (0, 1)), ((0, 0.5), (0.45, 0.5))),  # F
    (((0, 0), (0, 1)), ((0.6, 0), (0.6, 1)), ((0, 0.5), (0.6, 0.5))),  # H
    (((0, 0), (0, 1)), ((0.55, 0), (0, 0.55), (0.6, 1))),  # K
    (((0, 1), (0.1, 0), (0.4, 0.7), (0.7, 0), (0.8, 1)),),  # M
    (((0, 1), (0, 0), (0.6, 1), (0.6, 0)),),  # N
    (((0, 1), (0, 0), (0.5, 0.1), (0.5, 0.45), (0, 0.55), (0.6, 1)),),  # R
    (((0, 0), (0.8, 0)), ((0.4, 0), (0.4, 1))),  # T
    (((0, 0), (0.2, 1), (0.4, 0.4), (0.6, 1), (0.8, 0)),),  # W
    (((0, 0), (0.6, 1)), ((0.6, 0), (0, 1))),  # X
    (((0, 0.45), (0, 1)), ((0, 0.65), (0.25, 0.45), (0.4, 0.6), (0.4, 1))),  # n
    (((0.45, 0.75), (0.05, 0.7), (0.2, 0.45), (0.5, 0.55), (0.45, 1), (0.6, 0.95)),),  # a
    (((0, 0.5), (0.6, 0.5)), ((0.3, 0.2), (0.3, 0.8))),  # +
    (((0, 0.35), (0.55, 0.35)), ((0, 0.7), (0.55, 0.7))),  # =
    (((0.15, 0), (0.1, 1)), ((0.45, 0), (0.4, 1)), ((0, 0.35), (0.6, 0.3)), ((0, 0.7), (0.6, 0.65))),  # #
)
UNEVEN = 0.03  # of a letter's height: the deviation of its points


def beside_a_printed_word(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the digits in a row after a printed word."""
    tall = random.uniform(30, 110)
    word = printed(str(random.choice(WORDS)), random.uniform(0.7, 1.3) * tall)
    return _together([word], digits, tall, random)


def beside_letters(digits: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the digits in a row after three letters or signs."""
    tall = random.uniform(30, 110)
    return _together([by_hand(tall, random) for _ in range(3)], digits, tall, random)


def printed(word: str, size: float) -> Part:
    """Return the word in the face that Pillow brings along, of a size in pixels."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(word, anchor="ls"))
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), word, 255, font, anchor="ls")
    return np.asarray(image) / 255, float(bottom)


def by_hand(tall: float, random: np.random.Generator) -> Part:
    """Return a letter or sign as a pen writes it, a capital of it about `tall` pixels high."""
    size, thick = random.uniform(0.8, 1.1) * tall, max(2, round(random.uniform(0.07, 0.14) * tall))
    drawn = LETTERS[random.integers(len(LETTERS))]
    lines = [size * (np.array(line) + random.normal(0, UNEVEN, (len(line), 2))) for line in drawn]
    low = size - np.concatenate(lines)[:, 1].max()
    corner = np.concatenate(lines).min(0) - thick
    points = [np.round(line - corner).astype(np.int32) for line in lines]
    width, height = np.concatenate(points).max(0) + thick
    ink = np.zeros((height, width), np.uint8)
    cv2.polylines(ink, points, False, 255, thick, cv2.LINE_AA)
    return ink / 255, -float(low)


def _together(words: list[Part], digits: np.ndarray, tall: float, random: np.random.Generator) -> np.ndarray:
    space = np.zeros((1, round(random.uniform(0.2, 0.7) * tall))), 0.0
    row, _ = row_of([*words, space, *written(digits, tall, random)], tall, random)
    return on_sheet(row, tall, random)
