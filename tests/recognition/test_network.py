"""The network is the one that was promised, computes what NumPy computes."""

import json
from pathlib import Path

import keras
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.network import CLASSIFIER_FILE, Network
from mnist_core.runtime import ModelFileError

MODELS = Path(__file__).parents[2] / "models"
LAYERS = ["input", "conv1", "pool1", "conv2", "pool2", "flatten", "dense1", "dropout", "output"]


@pytest.fixture(scope="module")
def network():
    return Network.load(MODELS)


@pytest.fixture(scope="module")
def pixels():
    images, _ = load_test_set()
    return images[:8] / np.float32(255)


@pytest.fixture(scope="module")
def classifier():
    """The same network as it was trained."""
    return keras.saving.load_model(MODELS / "mnist_model_final.keras")


def convolve(maps, kernel, bias):
    """A valid 3×3 convolution (correlation) of (h, w, c) with (3, 3, c, k) and ReLU, by its definition."""
    windows = np.lib.stride_tricks.sliding_window_view(maps, (3, 3), axis=(0, 1))
    return np.maximum(np.einsum("yxcij,ijck->yxk", windows, kernel) + bias, 0)


def max_pool(maps):
    height, width, channels = maps.shape
    trimmed = maps[: height // 2 * 2, : width // 2 * 2]
    return trimmed.reshape(height // 2, 2, width // 2, 2, channels).max((1, 3))


def test_architecture_is_the_promised_one(classifier):
    assert [classifier.inputs[0].name, *(layer.name for layer in classifier.layers)] == LAYERS
    assert classifier.count_params() == 121_930
    assert classifier.get_layer("dropout").rate == 0.5


def test_feature_maps_are_the_convolutions_that_numpy_computes(network, classifier, pixels):
    kernel1, bias1, kernel2, bias2 = classifier.get_weights()[:4]
    conv1 = convolve(pixels[0][..., None], kernel1, bias1)
    conv2 = convolve(max_pool(conv1), kernel2, bias2)
    maps = network.feature_maps(pixels[0])
    assert {name: array.shape for name, array in maps.items()} == {
        "conv1": (26, 26, 32),
        "conv2": (11, 11, 64),
    }
    np.testing.assert_allclose(maps["conv1"], conv1, atol=1e-5)
    np.testing.assert_allclose(maps["conv2"], conv2, atol=1e-4)


def test_features_and_probabilities_are_what_numpy_computes(network, classifier, pixels):
    kernel, bias, output_kernel, output_bias = classifier.get_weights()[4:]
    features, probabilities = network.classify(pixels[:1])
    conv2 = network.feature_maps(pixels[0])["conv2"]
    expected = np.maximum(max_pool(conv2).reshape(-1) @ kernel + bias, 0)
    np.testing.assert_allclose(features[0], expected, atol=1e-3)
    powers = np.exp(expected @ output_kernel + output_bias)
    np.testing.assert_allclose(probabilities[0], powers / powers.sum(), atol=1e-4)


def test_accuracy_on_the_bundled_test_set_is_the_cards(network):
    card = json.loads((MODELS / "model_card.json").read_text(encoding="utf-8"))
    images, labels = load_test_set()
    _, probabilities = network.classify(images / np.float32(255))
    accuracy = float((probabilities.argmax(1) == labels).mean())
    assert accuracy == pytest.approx(card["test"]["accuracy"], abs=1e-4)
    assert accuracy >= 0.9955


def test_images_of_another_shape_are_refused(network, pixels):
    for images in (pixels[:, :10, :10], pixels[..., None], pixels[0]):
        with pytest.raises(ValueError, match="28, 28"):
            network.classify(images)
    with pytest.raises(ValueError, match="28, 28"):
        network.feature_maps(pixels)


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / CLASSIFIER_FILE).write_bytes(b"not a network")
    with pytest.raises(ModelFileError, match=CLASSIFIER_FILE):
        Network.load(tmp_path)
