"""Pooling for training gives what TensorFlow's gives, forwards and backwards."""

import numpy as np
import pytest
import tensorflow as tf

from mnist_core.training.pooling import ParallelMaxPooling2D


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
