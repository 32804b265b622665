"""Pooling for training gives what TensorFlow's gives, forwards and backwards."""

import numpy as np
import pytest
import tensorflow as tf

from mnist_core.network import build_classifier
from mnist_core.training.pooling import ParallelMaxPooling2D, with_parallel_pooling


@pytest.mark.parametrize("side", [26, 11])
def test_values_and_gradients_are_tensorflows(side):
    maps = tf.random.stateless_normal((3, side, side, 5), seed=(1, 2))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(maps)
        pooled = ParallelMaxPooling2D(2)(maps)
        expected = tf.nn.max_pool2d(maps, 2, 2, "VALID")
        loss, expected_loss = tf.reduce_sum(pooled**3), tf.reduce_sum(expected**3)
    np.testing.assert_array_equal(pooled, expected)
    np.testing.assert_allclose(tape.gradient(loss, maps), tape.gradient(expected_loss, maps), rtol=1e-6)


def test_copy_computes_what_the_classifier_computes():
    classifier = build_classifier()
    copy = with_parallel_pooling(classifier)
    copy.set_weights(classifier.get_weights())
    assert [layer.name for layer in copy.layers] == [layer.name for layer in classifier.layers]
    images = np.random.default_rng(0).random((4, 28, 28, 1), np.float32)
    np.testing.assert_allclose(copy(images), classifier(images), atol=1e-6)


def test_copy_has_weights_of_its_own():
    classifier = build_classifier()
    before = classifier.get_weights()
    with_parallel_pooling(classifier).set_weights([np.zeros_like(array) for array in before])
    for array, expected in zip(classifier.get_weights(), before, strict=True):
        np.testing.assert_array_equal(array, expected)
