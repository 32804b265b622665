"""The detector as a Keras network."""

from __future__ import annotations

from functools import partial

import keras
import numpy as np
from keras import layers

from mnist_core.detection.outputs import CLOSER, HEAT, WHAT, WHERE
from mnist_core.training.detector.normalization import EPSILON, FusedBatchNormalization

FILTERS = (32, 48, 128, 192)  # at a half, a quarter, an eighth and a sixteenth of the picture
RARE = -4.0  # log-odds: how often there is a centre, before anything is learned (Lin et al. 2017)


def build_detector(trained: bool = False) -> keras.Model:
    """Return the detector: (n, h, w, 1) standardized, its sides multiples of 16, to "where" and "what".

    A U-Net (Ronneberger, Fischer and Brox 2015) with additions in the place of concatenations. While it is
    `trained`, batch normalisation (Ioffe and Szegedy 2015) follows each convolution; `fold` takes it out.
    """
    convolution = partial(_convolution, normalized=trained)
    picture = keras.Input((None, None, 1))
    half, quarter, eighth, sixteenth = FILTERS
    x = convolution(picture, 24, 5, strides=2)
    skips = [x := convolution(x, half)]
    for filters in (quarter, eighth, sixteenth):
        x = convolution(x, filters, strides=2)
        x = layers.Add()([x, convolution(x, filters)])
        skips.append(x)
    x = layers.Add()([x, convolution(x, sixteenth)])
    for filters, skip in zip((eighth, quarter, half), skips[-2::-1], strict=True):
        x = layers.UpSampling2D()(layers.Conv2D(filters, 1)(x))
        x = convolution(layers.Add()([x, skip]), filters)
    rare = np.zeros(WHERE)
    rare[[HEAT, CLOSER]] = RARE
    where = layers.Conv2DTranspose(
        WHERE, 2, strides=2, dtype="float32", name="where", bias_initializer=keras.initializers.Constant(rare)
    )(x)
    what = layers.Conv2DTranspose(WHAT, 2, strides=2, dtype="float32", name="what")(x)
    return keras.Model(picture, {"where": where, "what": what}, name="digit_detector")


def fold(trained: keras.Model) -> keras.Model:
    """Return the same network without batch normalisation, with weights that compute the same."""
    plain = build_detector()
    weighted = layers.Conv2D | layers.Conv2DTranspose
    normalizations = {
        layer.input.name: layer for layer in trained.layers if isinstance(layer, FusedBatchNormalization)
    }
    for layer, target in zip(_of(trained, weighted), _of(plain, weighted), strict=True):
        weights = layer.get_weights()
        if layer.output.name in normalizations:
            gamma, beta, mean, variance = normalizations[layer.output.name].get_weights()
            scale = gamma / np.sqrt(variance + EPSILON)
            weights = [weights[0] * scale, beta - mean * scale]
        target.set_weights(weights)
    return plain


def unfold(plain: keras.Model, pictures: np.ndarray) -> keras.Model:
    """Return the same network with batch normalisation again, to be trained on.

    Its moments are those that `pictures` (n, h, w, 1) have.
    """
    trained = build_detector(trained=True)
    weighted = layers.Conv2D | layers.Conv2DTranspose
    sources = _of(plain, weighted)
    outputs = map(np.asarray, keras.Model(plain.input, [layer.output for layer in sources])(pictures))
    normalizations = {
        layer.input.name: layer for layer in trained.layers if isinstance(layer, FusedBatchNormalization)
    }
    for layer, source, output in zip(_of(trained, weighted), sources, outputs, strict=True):
        weights = source.get_weights()
        if layer.output.name in normalizations:
            kernel, bias = weights
            mean, variance = output.mean((0, 1, 2)), output.var((0, 1, 2))
            normalizations[layer.output.name].set_weights(
                [np.sqrt(variance + EPSILON), mean, mean - bias, variance]
            )
            weights = [kernel]
        layer.set_weights(weights)
    return trained


def _of(model: keras.Model, kinds: type) -> list[keras.Layer]:
    return [layer for layer in model.layers if isinstance(layer, kinds)]


def _convolution(
    x: keras.KerasTensor, filters: int, size: int = 3, strides: int = 1, *, normalized: bool
) -> keras.KerasTensor:
    x = layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=not normalized)(x)
    return layers.ReLU()(FusedBatchNormalization()(x) if normalized else x)
