"""The network is the one that was promised, computes what NumPy computes, and refuses damaged files."""

import io
import json
import random
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import h5py
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.network import (
    CLASSIFIER_FILE,
    FEATURE_EXTRACTOR_FILE,
    ModelFileError,
    Network,
    build_classifier,
)

MODELS = Path(__file__).parents[2] / "models"
LAYERS = ["input", "conv1", "pool1", "conv2", "pool2", "flatten", "dense1", "dropout", "output"]


@pytest.fixture(scope="module")
def network():
    return Network.load(MODELS)


@pytest.fixture(scope="module")
def pixels():
    images, _ = load_test_set()
    return images[:8] / np.float32(255)


@pytest.fixture
def models(tmp_path):
    for name in (CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE):
        shutil.copy(MODELS / name, tmp_path)
    return tmp_path


def convolve(maps, kernel, bias):
    """A valid 3×3 convolution (correlation) of (h, w, c) with (3, 3, c, k) and ReLU, by its definition."""
    windows = np.lib.stride_tricks.sliding_window_view(maps, (3, 3), axis=(0, 1))
    return np.maximum(np.einsum("yxcij,ijck->yxk", windows, kernel) + bias, 0)


def max_pool(maps):
    height, width, channels = maps.shape
    trimmed = maps[: height // 2 * 2, : width // 2 * 2]
    return trimmed.reshape(height // 2, 2, width // 2, 2, channels).max((1, 3))


def test_architecture_is_the_promised_one(network):
    classifier = network.classifier
    assert [classifier.inputs[0].name, *(layer.name for layer in classifier.layers)] == LAYERS
    assert classifier.count_params() == 121_930
    assert classifier.get_layer("dropout").rate == 0.5


def test_feature_maps_are_the_convolutions_that_numpy_computes(network, pixels):
    kernel1, bias1, kernel2, bias2 = network.classifier.get_weights()[:4]
    conv1 = convolve(pixels[0][..., None], kernel1, bias1)
    conv2 = convolve(max_pool(conv1), kernel2, bias2)
    maps = network.feature_maps(pixels[0])
    assert {name: array.shape for name, array in maps.items()} == {
        "conv1": (26, 26, 32),
        "conv2": (11, 11, 64),
    }
    np.testing.assert_allclose(maps["conv1"], conv1, atol=1e-5)
    np.testing.assert_allclose(maps["conv2"], conv2, atol=1e-4)


def test_features_and_probabilities_are_what_numpy_computes(network, pixels):
    kernel, bias, output_kernel, output_bias = network.classifier.get_weights()[4:]
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


def test_many_threads_get_the_same_answers(network, pixels):
    alone = [network.classify(image[None])[1] for image in pixels]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda image: network.classify(image[None])[1], [*pixels] * 10))
    for expected, result in zip(alone * 10, together, strict=True):
        np.testing.assert_allclose(result, expected, atol=1e-6)


def test_saved_network_comes_back(network, pixels, tmp_path):
    network.save(tmp_path / "new")
    again = Network.load(tmp_path / "new")
    np.testing.assert_allclose(again.classify(pixels)[1], network.classify(pixels)[1], atol=1e-6)


@pytest.mark.parametrize("name", [CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE])
def test_files_hold_no_optimizer_state(name):
    with zipfile.ZipFile(MODELS / name) as archive:
        weights = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(weights) as groups:
        assert "layers" in groups
        assert "optimizer" not in groups


@pytest.mark.parametrize("name", [CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE])
def test_missing_file_is_named(models, name):
    (models / name).unlink()
    with pytest.raises(ModelFileError, match=f"{name} is missing") as caught:
        Network.load(models)
    assert caught.value.path == models / name


@pytest.mark.parametrize("name", [CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE])
@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x05\x06" + bytes(18)])
def test_file_of_other_content_is_named(models, name, content):
    (models / name).write_bytes(content)
    with pytest.raises(ModelFileError, match=f"{name} cannot be loaded"):
        Network.load(models)


def test_damage_anywhere_is_noticed(models):
    path = models / FEATURE_EXTRACTOR_FILE
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        weights = archive.getinfo("model.weights.h5")
    inside = range(weights.header_offset + 100, weights.header_offset + weights.compress_size)
    draw = random.Random(0)
    for _ in range(8):
        path.write_bytes(whole[: draw.randrange(len(whole))])
        with pytest.raises(ModelFileError):
            Network.load(models)
        damaged = bytearray(whole)
        damaged[draw.choice(inside)] ^= 1 << draw.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(ModelFileError):
            Network.load(models)


def test_another_architecture_is_refused(models):
    import keras

    small = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10)])
    small.save(models / CLASSIFIER_FILE)
    with pytest.raises(ModelFileError, match="another network"):
        Network.load(models)


def test_files_of_two_trainings_are_refused(models):
    build_classifier().save(models / CLASSIFIER_FILE)
    with pytest.raises(ModelFileError, match=f"{FEATURE_EXTRACTOR_FILE} is of another training"):
        Network.load(models)


def test_images_of_another_shape_are_refused(network, pixels):
    for images in (pixels[:, :10, :10], pixels[..., None], pixels[0]):
        with pytest.raises(ValueError, match=r"\(28, 28\)"):
            network.classify(images)
    with pytest.raises(ValueError, match=r"\(28, 28\)"):
        network.feature_maps(pixels)
