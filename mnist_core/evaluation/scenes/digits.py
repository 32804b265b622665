"""MNIST's images (28, 28) uint8, bright on black, as pictures: alone, or run together."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

INK, PAPER = 40.0, 230.0
SOLID = 0.4  # of full strength: ink that is no soft rim
APART = 40  # grey levels between ink and page


def enlarged(image: np.ndarray, _: np.random.Generator, height: int = 280) -> np.ndarray:
    """Return the image enlarged to `height` pixels."""
    return cv2.resize(image, (height, height), interpolation=cv2.INTER_CUBIC)


def pasted(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return a 640×480 page of any grey with the digit anywhere on it in ink of any other grey."""
    page, ink = random.integers(0, 256, 2)
    while abs(int(page) - int(ink)) < APART:
        page, ink = random.integers(0, 256, 2)
    picture = np.full((480, 640), page, np.float64)
    top, left = random.integers(0, 480 - 28), random.integers(0, 640 - 28)
    picture[top : top + 28, left : left + 28] += image / 255 * (float(ink) - float(page))
    return picture.round().astype(np.uint8)


def on_paper(image: np.ndarray, side: int = 200) -> np.ndarray:
    """Return the image (h, w), `side` pixels high, in dark ink on a light page, as float64."""
    width = round(side * image.shape[1] / image.shape[0])
    ink = cv2.resize(image, (width, side), interpolation=cv2.INTER_CUBIC) / 255
    return PAPER - (PAPER - INK) * np.pad(ink, side // 4)


def moved(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return a page of 400×400 pixels with the digit, 100 high, anywhere on it."""
    page, digit = np.full((400, 400), PAPER), on_paper(image, 140)
    top, left = random.integers(0, 400 - len(digit) + 1, 2)
    page[top : top + len(digit), left : left + len(digit)] = digit
    return page


def scaled(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the digit, between 24 and 2,000 pixels high, on paper."""
    tall = float(np.exp(random.uniform(np.log(24), np.log(2000))))  # the digit's height is 20 of 28 pixels
    return on_paper(image, round(tall * 28 / 20))


def touching(digits: np.ndarray, _: np.random.Generator, overlaps: Sequence[int]) -> np.ndarray:
    """Return a page with the digits (n, 28, 28) in a row.

    `overlaps` (n - 1) tells by how many pixels each runs into the ink of the one before it, or, if it is
    negative, how far they are apart.
    """
    row = digits[0]
    for digit, overlap in zip(digits[1:], overlaps, strict=True):
        row = run_together(row, digit, overlap)
    return on_paper(row)


def run_together(row: np.ndarray, digit: np.ndarray, overlap: int) -> np.ndarray:
    """Return the row (h, w) with the digit (h, v) after it, its ink `overlap` pixels into that of the row."""
    before, after = row > SOLID * row.max(), digit > SOLID * digit.max()
    level = before.any(1) & after.any(1)
    ends, begins = row.shape[1] - before[:, ::-1].argmax(1), after.argmax(1)
    left = max(int((ends - begins)[level].max(initial=0)) - overlap, 0)
    together = np.pad(row, ((0, 0), (0, max(0, left + digit.shape[1] - row.shape[1]))))
    place = together[:, left : left + digit.shape[1]]
    np.maximum(place, digit, out=place)
    return together


def ink_box(picture: np.ndarray) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of all that is darker than halfway between ink and paper."""
    left, top, width, height = cv2.boundingRect((picture < (INK + PAPER) / 2).astype(np.uint8))
    return left, top, left + width, top + height
