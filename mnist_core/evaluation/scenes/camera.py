"""What camera, scanner and file do to a picture."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image

from mnist_core.evaluation.scenes.digits import PAPER, ink_box


def inverted(picture: np.ndarray, _: np.random.Generator) -> np.ndarray:
    """Return the picture with light and dark exchanged."""
    return 255 - picture


def shrunk(picture: np.ndarray, _: np.random.Generator) -> np.ndarray:
    """Return the picture at 14×14 pixels."""
    return cv2.resize(picture, (14, 14), interpolation=cv2.INTER_AREA)


def cut_out(picture: np.ndarray, _: np.random.Generator) -> np.ndarray:
    """Return the picture cut at the edges of its ink."""
    left, top, right, bottom = ink_box(picture)
    return picture[top:bottom, left:right]


def rotated(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture turned by 12 degrees, either way."""
    middle = (len(picture) - 1) / 2
    turn = cv2.getRotationMatrix2D((middle, middle), random.choice([-12, 12]), 1)
    return cv2.warpAffine(picture, turn, picture.shape, flags=cv2.INTER_CUBIC, borderValue=PAPER)


def slanted(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture turned by 10 to 30 degrees, either way, all of it, and the paper going on around."""
    height, width = picture.shape
    side = int(np.hypot(height, width))
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), random.choice([-1, 1]) * random.uniform(10, 30), 1
    )
    turn[:, 2] += (side - width) / 2, (side - height) / 2
    return cv2.warpAffine(picture, turn, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def compressed(picture: np.ndarray, _: np.random.Generator) -> np.ndarray:
    """Return the picture as a JPEG of quality 30 shows it."""
    buffer = io.BytesIO()
    Image.fromarray(picture.round().clip(0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))


def noisy(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with Gaussian noise of sigma 15."""
    return picture + random.normal(0, 15, picture.shape)


def speckled(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return the picture with 5 % of its pixels black or white."""
    is_speck, specks = random.random(picture.shape) < 0.05, random.choice([0.0, 255.0], picture.shape)
    return np.where(is_speck, specks, picture)
