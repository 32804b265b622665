"""The last step of a made image."""

import numpy as np

from mnist_core.training.finishing import finish


def test_finishing_keeps_a_stroke_where_it_was():
    canvas = np.zeros((128, 128), np.float32)
    canvas[20:108, 60:70] = 1
    image = finish(canvas, np.random.default_rng(0))
    assert image[14, 14] > 0.5
    assert image[:, 4].max() < 0.1
