"""A digit as a word that fits into the address of a page, and back."""

from __future__ import annotations

import base64
import binascii
import zlib

import numpy as np

SIDE = 28


def encode_digit(pixels: np.ndarray) -> str:
    """Return an image (28, 28) uint8 as letters, digits, "-" and "_": some 300 for a digit of MNIST."""
    return base64.urlsafe_b64encode(zlib.compress(pixels.tobytes(), 9)).decode().rstrip("=")


def decode_digit(word: str) -> np.ndarray:
    """Return the image (28, 28) uint8 that `encode_digit` made the word of; raise ValueError for others."""
    try:
        packed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        unpacker = zlib.decompressobj()
        # A short word may unpack to any length: no more is unpacked than an image takes.
        content = unpacker.decompress(packed, SIDE * SIDE + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise ValueError("not the word of a digit") from error
    if len(content) != SIDE * SIDE or not unpacker.eof:
        raise ValueError("not the word of a digit")
    return np.frombuffer(content, np.uint8).reshape(SIDE, SIDE)
