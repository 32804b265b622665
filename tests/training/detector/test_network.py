"""The detector that is trained and the one that ships compute the same."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from mnist_core.detection.outputs import WHAT, WHERE
from mnist_core.training.detector.network import build_detector, fold, unfold
from mnist_core.training.detector.normalization import EPSILON, FusedBatchNormalization


def test_normalization_is_what_keras_computes():
    x = np.random.default_rng(0).normal(2, 3, (4, 6, 6, 5)).astype(np.float32)
    ours, keras_s = FusedBatchNormalization(), keras.layers.BatchNormalization(epsilon=EPSILON)
    np.testing.assert_allclose(ours(x, training=True), keras_s(x, training=True), atol=1e-4)
    ours.mean.assign(x.mean((0, 1, 2)))
    keras_s.moving_mean.assign(x.mean((0, 1, 2)))
    np.testing.assert_allclose(
        ours(x, training=False) * np.sqrt(ours.variance + EPSILON),
        keras_s(x, training=False) * np.sqrt(keras_s.moving_variance + EPSILON),
        atol=1e-3,
    )


@pytest.mark.parametrize("shape", [(32, 48), (16, 16)])
def test_folded_it_computes_the_same_and_has_the_picture_s_size(shape):
    keras.utils.set_random_seed(0)
    trained = build_detector(trained=True)
    pictures = np.random.default_rng(0).normal(0, 1, (2, *shape, 1)).astype(np.float32)
    for _ in range(3):
        trained(tf.constant(pictures), training=True)
    expected, found = trained(pictures, training=False), fold(trained)(pictures)
    assert found["where"].shape == (2, *shape, WHERE)
    assert found["what"].shape == (2, *shape, WHAT)
    for name in ("where", "what"):
        np.testing.assert_allclose(found[name], expected[name], atol=1e-3)


def test_unfolded_it_computes_the_same_on_the_pictures_it_was_given():
    keras.utils.set_random_seed(0)
    plain = build_detector()
    pictures = np.random.default_rng(0).normal(0, 1, (4, 32, 48, 1)).astype(np.float32)
    expected = plain(pictures)
    trained = unfold(plain, pictures)
    for training in (False, True):  # the moments that it keeps are those of these pictures
        found = trained(tf.constant(pictures), training=training)
        for name in ("where", "what"):
            np.testing.assert_allclose(found[name], expected[name], atol=1e-3)
