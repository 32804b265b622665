"""What the detector is trained to make small: one loss for each of its outputs."""

from __future__ import annotations

import tensorflow as tf

from mnist_core.detection import outputs
from mnist_core.training.detector import targets

INK = 3.0  # the weight of a pixel of ink; of paper: 1
INK_SHARE, CLOSER_SHARE = 4.0, 2.0  # of the losses that are means over mostly empty pictures


def where_loss(target: tf.Tensor, output: tf.Tensor) -> tf.Tensor:
    """Return the loss of ink, heat and closer look.

    Ink and closer look: cross-entropy. Heat: the focal loss of Zhou, Wang and Krähenbühl, Objects as points,
    2019.
    """
    ink, ink_weight, heat, heat_weight, closer = tf.unstack(target, axis=-1)
    ink_odds, heat_odds, closer_odds = tf.unstack(output, axis=-1)
    weight = ink_weight * (1 + (INK - 1) * ink)
    ink_loss = tf.reduce_sum(weight * _cross_entropy(ink, ink_odds)) / tf.reduce_sum(weight)
    chance = tf.sigmoid(heat_odds)
    is_centre = tf.cast(heat > targets.PEAK, tf.float32)
    centre = is_centre * (1 - chance) ** 2 * tf.nn.softplus(-heat_odds)
    elsewhere = (1 - is_centre) * (1 - heat) ** 4 * chance**2 * tf.nn.softplus(heat_odds)
    heat_loss = tf.reduce_sum((centre + elsewhere) * heat_weight) / (tf.reduce_sum(is_centre) + 1)
    closer_loss = tf.reduce_mean(_cross_entropy(closer, closer_odds))
    return INK_SHARE * ink_loss + heat_loss + CLOSER_SHARE * closer_loss


def what_loss(target: tf.Tensor, output: tf.Tensor) -> tf.Tensor:
    """Return the mean over all pixels of ink: the cross-entropy of the class, and by how much in x and y the
    offset misses the centre.
    """
    ink = tf.where(target[..., targets.CLASS] >= 0)
    target, output = tf.gather_nd(target, ink), tf.gather_nd(output, ink)
    classes = tf.cast(target[:, targets.CLASS], tf.int32)
    entropy = tf.nn.sparse_softmax_cross_entropy_with_logits(classes, output[:, outputs.CLASSES])
    miss = tf.abs(target[:, targets.OFFSET] - output[:, outputs.OFFSET])
    return tf.reduce_sum(entropy + tf.reduce_sum(miss, -1)) / tf.cast(tf.shape(ink)[0] + 1, tf.float32)


def _cross_entropy(wanted: tf.Tensor, odds: tf.Tensor) -> tf.Tensor:
    return tf.nn.softplus(odds) - wanted * odds
