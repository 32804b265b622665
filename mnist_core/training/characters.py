"""Printed characters of many scripts: the letters and signs that a reader of digits has to tell from digits.

The font is DejaVu, whose strokes are of one width as a pen's are; Matplotlib brings it along.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import cv2
import numpy as np
from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font
from PIL import Image, ImageDraw, ImageFont

from mnist_core.recognition.normalization import normalize

FONTS = ("DejaVuSans.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSansMono.ttf")
# The first words of the Unicode names of what a pen may write; no digits, fractions, dominoes, or shades.
# fmt: off
SCRIPTS = {
    "AMPERSAND", "ARABIC", "ARMENIAN", "ARROW", "CANADIAN", "COMMERCIAL", "COPTIC", "CYRILLIC",
    "DIVISION", "DOLLAR", "ELEMENT", "EURO", "EXCLAMATION", "FOR", "GEORGIAN", "GREATER-THAN", "GREEK",
    "HASH", "HEBREW", "INFINITY", "INTEGRAL", "LAO", "LATIN", "LEFTWARDS", "LESS-THAN", "LISU",
    "MULTIPLICATION", "MUSIC", "N-ARY", "NKO", "NOT", "NUMBER", "OGHAM", "PERCENT", "PILCROW", "PLUS",
    "POUND", "QUESTION", "RIGHTWARDS", "RUNIC", "SECTION", "SQUARE", "SUBSET", "SUPERSET", "THERE",
    "TIFINAGH", "UPWARDS", "WHITE", "YEN",
}
# fmt: on
NUMBERS = {"CIRCLE", "COMBINING", "DIGIT", "NUMERAL"}
SIZE = 96  # pixels of the font
LIKE_A_DIGIT = 0.90  # correlation of the blurred images: a character this close to a digit may be one
BLUR = 1.2  # pixels


def characters(digits: np.ndarray) -> np.ndarray:
    """Return (n, 28, 28) uint8: every character in every font, but for those like any of the digits.

    `digits` is (m, 28, 28) uint8, with MNIST's geometry as the result has it.
    """
    made = np.stack([image for name in FONTS for image in _all_of(name)])
    likeness = _features(made) @ _features(digits).T
    return made[likeness.max(1) < LIKE_A_DIGIT]


def printed_digits() -> tuple[np.ndarray, np.ndarray]:
    """Return (n, 28, 28) uint8, the ten digits in every face of the font, and which they are (n,) uint8."""
    paths = sorted(Path(get_data_path(), "fonts", "ttf").glob("DejaVuS*[a-z].ttf"))
    fonts = [ImageFont.truetype(path, SIZE) for path in paths if "Display" not in path.name]
    images = [_drawn(digit, font) for font in fonts for digit in "0123456789"]
    return np.stack(images), np.tile(np.arange(10, dtype=np.uint8), len(fonts))


def _all_of(font_name: str) -> list[np.ndarray]:
    """Return the characters of a font, each image once."""
    path = f"{get_data_path()}/fonts/ttf/{font_name}"
    font = ImageFont.truetype(path, SIZE)
    images: dict[bytes, np.ndarray] = {}
    for code in sorted(FT2Font(path).get_charmap()):
        name = unicodedata.name(chr(code), "").split()
        # What is composed of a letter and an accent is left out: the letter stands for it.
        composed = unicodedata.decomposition(chr(code))
        if name and name[0] in SCRIPTS and not composed and not NUMBERS & set(name):
            image = _drawn(chr(code), font)
            if image is not None:
                images.setdefault(image.tobytes(), image)
    return list(images.values())


def _drawn(character: str, font: ImageFont.FreeTypeFont) -> np.ndarray | None:
    canvas = Image.new("L", (3 * SIZE, 3 * SIZE))
    ImageDraw.Draw(canvas).text((SIZE, SIZE / 2), character, fill=255, font=font)
    box = canvas.getbbox()
    if box is None or max(box[2] - box[0], box[3] - box[1]) < SIZE / 3:
        return None
    return np.round(255 * normalize(np.asarray(canvas.crop(box), np.float32) / 255)).astype(np.uint8)


def _features(images: np.ndarray) -> np.ndarray:
    """Return (n, 784) float32: images blurred, their mean taken away, of length 1."""
    blurred = np.stack([cv2.GaussianBlur(image, (0, 0), BLUR) for image in images.astype(np.float32)])
    blurred = blurred.reshape(len(images), -1)
    blurred -= blurred.mean(1, keepdims=True)
    return blurred / np.linalg.norm(blurred, axis=1, keepdims=True)
