"""The weights that the lesson calculates with are those that were trained."""

import shutil

import keras
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.export.served import export_network
from mnist_core.lesson.forward import forward
from mnist_core.lesson.weights import WEIGHTS_FILE, load_weights
from mnist_core.paths import MODELS
from mnist_core.runtime import ModelFileError


@pytest.fixture(scope="module")
def classifier():
    return keras.saving.load_model(MODELS / "mnist_model_final.keras")


def test_the_weights_are_the_trained_networks(classifier):
    weights = load_weights()
    for layer in ("conv1", "conv2", "dense1", "output"):
        kernel, bias = classifier.get_layer(layer).get_weights()
        np.testing.assert_array_equal(getattr(weights, f"{layer}_kernel"), kernel)
        np.testing.assert_array_equal(getattr(weights, f"{layer}_bias"), bias)


@pytest.mark.parametrize("index", [0, 18, 582])
def test_every_layer_is_what_keras_makes_of_it(classifier, index):
    pixels = load_test_set()[0][index] / np.float32(255)
    names = ("conv1", "pool1", "conv2", "pool2", "dense1", "output")
    layers = keras.Model(classifier.inputs, [classifier.get_layer(name).output for name in names])
    seen = forward(load_weights(), pixels)
    own = (seen.conv1, seen.pool1, seen.conv2, seen.pool2, seen.dense1, seen.probabilities)
    for name, values, expected in zip(
        names, own, layers.predict_on_batch(pixels[None, ..., None]), strict=True
    ):
        np.testing.assert_allclose(values, expected[0], atol=1e-3, rtol=1e-4, err_msg=name)


def test_an_export_writes_them(tmp_path):
    shutil.copy(MODELS / "mnist_model_final.keras", tmp_path)
    export_network(tmp_path / "mnist_model_final.keras")
    np.testing.assert_array_equal(load_weights(tmp_path).conv2_kernel, load_weights().conv2_kernel)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelFileError, match=WEIGHTS_FILE):
        load_weights(tmp_path)
