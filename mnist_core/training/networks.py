"""The networks that ship, the same as they are trained, with batch normalisation, and the larger teacher."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
from keras import Sequential, layers

from mnist_core.recognition.verifier import CLASSES
from mnist_core.training.pooling import ParallelMaxPooling2D

EPSILON = 1e-4  # of batch normalisation
TEACHER_FILTERS = (32, 32, 64, 64, 128)
VERIFIER_FILTERS, VERIFIER_FEATURES = (48, 96, 128), 128
LOGITS = "logits"  # the name of the last layer of each that is trained
CLASSIFIER_FILE = "mnist_model_final.keras"
FEATURE_EXTRACTOR_FILE = "mnist_feature_extractor.keras"
VERIFIER_FILE = "digit_verifier.keras"


def build_classifier() -> Sequential:
    """Return the untrained CNN: (n, 28, 28, 1) in 0..1 to (n, 10) softmax, 121,930 parameters."""
    return Sequential(
        [
            keras.Input((28, 28, 1), name="input"),
            layers.Conv2D(32, 3, activation="relu", name="conv1"),
            layers.MaxPooling2D(2, name="pool1"),
            layers.Conv2D(64, 3, activation="relu", name="conv2"),
            layers.MaxPooling2D(2, name="pool2"),
            layers.Flatten(name="flatten"),
            layers.Dense(64, activation="relu", name="dense1"),
            layers.Dropout(0.5, name="dropout"),
            layers.Dense(10, activation="softmax", name="output"),
        ],
        name="mnist_classifier",
    )


def build_feature_extractor(classifier: keras.Model) -> keras.Model:
    """Return the model from the classifier's input to the outputs of conv1 and conv2, sharing its weights."""
    outputs = [classifier.get_layer(name).output for name in ("conv1", "conv2")]
    return keras.Model(classifier.inputs, outputs, name="mnist_feature_extractor")


def save_classifier(classifier: keras.Model, directory: Path) -> None:
    """Write the classifier and its feature extractor, without optimizer state, into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    classifier.save(directory / CLASSIFIER_FILE)
    build_feature_extractor(classifier).save(directory / FEATURE_EXTRACTOR_FILE)


def build_verifier() -> Sequential:
    """Return the untrained verifier: (n, 28, 28, 1) in 0..1 to (n, 12), logits of the classes."""
    first, second, third = VERIFIER_FILTERS
    return Sequential(
        [
            keras.Input((28, 28, 1), name="input"),
            layers.Conv2D(first, 3, activation="relu", name="conv1"),
            layers.MaxPooling2D(2, name="pool1"),
            layers.Conv2D(second, 3, activation="relu", name="conv2"),
            layers.MaxPooling2D(2, name="pool2"),
            layers.Conv2D(third, 3, activation="relu", name="conv3"),
            layers.Flatten(name="flatten"),
            layers.Dense(VERIFIER_FEATURES, activation="relu", name="dense1"),
            layers.Dropout(0.3, name="dropout"),
            layers.Dense(CLASSES, name="output"),
        ],
        name="digit_verifier",
    )


def build_trainee() -> Sequential:
    """Return the network that ships as it is trained: (n, 28, 28, 1) in 0..1 to logits (n, 10).

    Batch normalisation (Ioffe and Szegedy, 2015) stands between each layer's weights and its ReLU. Without a
    scale of its own it keeps the order of values, so that it may follow the pooling, on a quarter of the
    values, and `fold` can still put it into the weights before. Nothing is dropped: the teacher's answers
    keep it from learning by heart.
    """
    return Sequential(
        [
            keras.Input((28, 28, 1)),
            *_convolution(32, pooled=True, padding="valid"),
            *_convolution(64, pooled=True, padding="valid"),
            layers.Flatten(),
            layers.Dense(64, use_bias=False),
            *_normalized(),
            layers.Dense(10, dtype="float32", name=LOGITS),
        ],
        name="trainee",
    )


def build_teacher() -> Sequential:
    """Return a network of nine times the work, from which the one that ships learns: images to logits."""
    first, second, third, fourth, fifth = TEACHER_FILTERS
    return Sequential(
        [
            keras.Input((28, 28, 1)),
            *_convolution(first),
            *_convolution(second, pooled=True),
            *_convolution(third),
            *_convolution(fourth, pooled=True),
            *_convolution(fifth, pooled=True),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(256, use_bias=False),
            *_normalized(),
            layers.Dropout(0.5),
            layers.Dense(10, dtype="float32", name=LOGITS),
        ],
        name="teacher",
    )


def build_verifier_trainee() -> Sequential:
    """Return the verifier as it is trained: (n, 28, 28, 1) in 0..1 to logits (n, 12)."""
    first, second, third = VERIFIER_FILTERS
    return Sequential(
        [
            keras.Input((28, 28, 1)),
            *_convolution(first, pooled=True, padding="valid"),
            *_convolution(second, pooled=True, padding="valid"),
            *_convolution(third, padding="valid"),
            layers.Flatten(),
            layers.Dense(VERIFIER_FEATURES, use_bias=False),
            *_normalized(),
            layers.Dropout(0.3),
            layers.Dense(CLASSES, dtype="float32", name=LOGITS),
        ],
        name="verifier_trainee",
    )


def fold(trainee: Sequential, plain: keras.Model) -> keras.Model:
    """Return `plain`, the same network without batch normalisation, with weights that compute the same."""
    weighted = [layer for layer in trainee.layers if isinstance(layer, layers.Conv2D | layers.Dense)]
    normalized = [layer for layer in trainee.layers if isinstance(layer, layers.BatchNormalization)]
    weights = []
    for layer, normalization in zip(weighted[:-1], normalized, strict=True):
        beta, mean, variance = normalization.get_weights()
        scale = 1 / np.sqrt(variance + EPSILON)
        weights += [layer.get_weights()[0] * scale, beta - mean * scale]
    plain.set_weights(weights + weighted[-1].get_weights())
    return plain


def fast_precision() -> str:
    """Return the Keras dtype policy to train with: bfloat16 where the processor has instructions for it."""
    processor = Path("/proc/cpuinfo")
    flags = processor.read_text().split() if processor.is_file() else []
    fast = "amx_bf16" in flags or "avx512_bf16" in flags
    return "mixed_bfloat16" if fast else "float32"


def _convolution(filters: int, pooled: bool = False, padding: str = "same") -> list[layers.Layer]:
    pooling = [ParallelMaxPooling2D(2)] if pooled else []
    return [layers.Conv2D(filters, 3, padding=padding, use_bias=False), *pooling, *_normalized()]


def _normalized() -> list[layers.Layer]:
    return [layers.BatchNormalization(scale=False, epsilon=EPSILON), layers.Activation("relu")]
