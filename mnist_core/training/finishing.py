"""The last step of a made image: MNIST's geometry, and the sharpness that pictures have."""

from __future__ import annotations

import cv2
import numpy as np

from mnist_core.recognition.normalization import normalize


def finish(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return an image (h, w) in 0..1 normalised to (28, 28), as crisp or as soft as pictures come."""
    choice = rng.random()
    if choice < 0.5:
        large = (
            cv2.resize(image, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC) if len(image) < 60 else image
        )
        crisp = np.clip((large - rng.uniform(0.35, 0.6)) * rng.uniform(2, 12) + 0.5, 0, 1)
        if crisp.max() > 0.5:
            image = crisp
    elif choice < 0.65:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 0.9) * len(image) / 28)
    return normalize(image)
