"""Batch normalisation in one operation of TensorFlow; Keras' own takes ten, and most of a step's time."""

from __future__ import annotations

import keras
import tensorflow as tf

EPSILON = 1e-3
MOMENTUM = 0.98


class FusedBatchNormalization(keras.layers.Layer):
    """Batch normalisation over all axes but the last (Ioffe and Szegedy 2015)."""

    def build(self, shape: tuple[int | None, ...]) -> None:
        """Make gamma, beta, and the moving mean and variance, in float32 whatever the layer computes in."""
        size = {"shape": (shape[-1],), "autocast": False, "dtype": "float32"}
        self.gamma = self.add_weight(initializer="ones", name="gamma", **size)
        self.beta = self.add_weight(initializer="zeros", name="beta", **size)
        self.mean = self.add_weight(initializer="zeros", trainable=False, name="mean", **size)
        self.variance = self.add_weight(initializer="ones", trainable=False, name="variance", **size)

    def call(self, x: tf.Tensor, training: bool | None = None) -> tf.Tensor:
        """Return x normalized, by its own moments while training."""
        moments = {} if training else {"mean": self.mean.value, "variance": self.variance.value}
        y, mean, variance = tf.compat.v1.nn.fused_batch_norm(
            x, self.gamma.value, self.beta.value, epsilon=EPSILON, is_training=bool(training), **moments
        )
        if training:
            self.mean.assign(MOMENTUM * self.mean + (1 - MOMENTUM) * mean)
            self.variance.assign(MOMENTUM * self.variance + (1 - MOMENTUM) * variance)
        return y
