"""The convolutional network, its feature extractor, and how both are run quickly."""

from __future__ import annotations

import math
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import keras
    from tensorflow.types.experimental import ConcreteFunction

CLASSIFIER_FILE = "mnist_model_final.keras"
FEATURE_EXTRACTOR_FILE = "mnist_feature_extractor.keras"
BATCH = 1000  # images in one run: memory stays flat however many are classified
# What zipfile, h5py and Keras raise for damaged files and for other networks.
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, EOFError, RuntimeError)


class ModelFileError(Exception):
    """A model file is missing or cannot be loaded; `path` names it."""

    def __init__(self, path: Path, reason: str):
        super().__init__(f"{path.name} {reason}")
        self.path = path


def build_classifier() -> keras.Model:
    """Return the untrained CNN: (n, 28, 28, 1) in 0..1 to (n, 10) softmax, 121,930 parameters."""
    from keras import Input, Sequential, layers

    return Sequential(
        [
            Input((28, 28, 1), name="input"),
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
    from keras import Model

    outputs = [classifier.get_layer(name).output for name in ("conv1", "conv2")]
    return Model(classifier.inputs, outputs, name="mnist_feature_extractor")


class Network:
    """The network with its saved weights, traced once; every method may be called from many threads.

    A Keras `predict` call on one image costs about 60 ms of bookkeeping; a traced
    `tf.function` runs the same graph in under 1 ms.
    """

    def __init__(self, classifier: keras.Model):
        from keras import Model

        outputs = [classifier.get_layer(name).output for name in ("dense1", "output")]
        self.classifier = classifier
        self._classify = traced(Model(classifier.inputs, outputs))
        self._feature_maps = traced(build_feature_extractor(classifier))

    @classmethod
    def load(cls, directory: Path) -> Network:
        """Load both model files from `directory`; raise ModelFileError naming the one that fails."""
        classifier = build_classifier()
        load_weights(classifier, directory / CLASSIFIER_FILE)
        extractor = build_feature_extractor(build_classifier())
        load_weights(extractor, directory / FEATURE_EXTRACTOR_FILE)
        shared = zip(extractor.get_weights(), classifier.get_weights(), strict=False)
        if not all(np.array_equal(*pair) for pair in shared):
            raise ModelFileError(
                directory / FEATURE_EXTRACTOR_FILE, f"is of another training than {CLASSIFIER_FILE}"
            )
        return cls(classifier)

    def save(self, directory: Path) -> None:
        """Write both model files, without optimizer state, into `directory`."""
        directory.mkdir(parents=True, exist_ok=True)
        classifier = build_classifier()
        classifier.set_weights(self.classifier.get_weights())
        classifier.save(directory / CLASSIFIER_FILE)
        build_feature_extractor(classifier).save(directory / FEATURE_EXTRACTOR_FILE)

    def classify(self, pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the `dense1` features (n, 64) and the class probabilities (n, 10), uncalibrated.

        `pixels` is (n, 28, 28) float32 in 0..1, bright ink on black.
        """
        features, probabilities = run_in_batches(self._classify, pixels)
        return features, probabilities

    def feature_maps(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """Return {"conv1": (26, 26, 32), "conv2": (11, 11, 64)} float32 for one (28, 28) image."""
        conv1, conv2 = run_in_batches(self._feature_maps, pixels[None])
        return {"conv1": conv1[0], "conv2": conv2[0]}


def traced(model: keras.Model) -> ConcreteFunction:
    """Return the model as one traced function of images (n, ..., 28, 28, 1) float32, for any thread."""
    import tensorflow as tf

    images = tf.TensorSpec(model.input_shape, tf.float32)
    run = tf.function(lambda batch: model(batch, training=False), input_signature=[images])
    return run.get_concrete_function()


def run_in_batches(run: ConcreteFunction, pixels: np.ndarray) -> list[np.ndarray]:
    """Return the outputs of a `traced` model for images (n, ..., 28, 28) in 0..1, each (n, ...).

    Raises ValueError for images of another shape.
    """
    import tensorflow as tf

    shape = tuple(run.inputs[0].shape[1:-1])
    if np.shape(pixels)[1:] != shape:
        raise ValueError(f"An image for the network is {shape}, not {np.shape(pixels)[1:]}.")
    images = np.asarray(pixels, np.float32)[..., None]
    if not len(images):  # TensorFlow cannot convolve none
        return [output[:0] for output in run_in_batches(run, np.zeros((1, *shape)))]
    size = BATCH // math.prod(shape[:-2])
    starts = range(0, len(images), size)
    parts = [tf.nest.flatten(run(tf.constant(images[start : start + size]))) for start in starts]
    return [np.concatenate([part.numpy() for part in column]) for column in zip(*parts, strict=True)]


def load_weights(model: keras.Model, path: Path) -> None:
    """Fill the model with the arrays of a `.keras` file; raise ModelFileError if they are not there."""
    if not path.is_file():
        raise ModelFileError(path, "is missing")
    try:
        # Checksums first: HDF5 reads a damaged file as far as it can.
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
        if damaged is None:
            model.load_weights(path)
    except DAMAGE as error:
        raise ModelFileError(path, "cannot be loaded: it is damaged or holds another network") from error
    if damaged is not None:
        raise ModelFileError(path, f"cannot be loaded: {damaged} in it is damaged")
