"""A pen's picture of strokes: MNIST's geometry, and each stroke where it belongs."""

import numpy as np

from mnist_core.recognition.normalization import mnist_pixels
from mnist_core.training.pen import drawn

L_SHAPE = [np.array([(0.0, 0.0), (0.0, 1.0), (0.6, 1.0)])]


def pictures(count=200):
    rng = np.random.default_rng(0)
    return np.stack([drawn(L_SHAPE, rng) for _ in range(count)])


def test_pictures_have_mnist_geometry():
    for image in pictures(50):
        assert image.dtype == np.uint8
        assert mnist_pixels(np.dstack([image] * 3)) is not None


def test_strokes_are_where_they_were_put():
    ink = (pictures() > 127).mean(0)
    middle = 14
    assert ink[middle + 6 :, middle:].sum() > 3 * ink[: middle - 2, middle + 2 :].sum()


def test_hands_and_pens_differ():
    images = pictures()
    assert len({image.tobytes() for image in images}) == len(images)
    amount = (images > 127).sum((1, 2))
    assert np.quantile(amount, 0.9) > 1.5 * np.quantile(amount, 0.1)
