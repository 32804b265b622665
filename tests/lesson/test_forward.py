"""The CNN in NumPy says what the network says that is served."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.forward import forward
from mnist_core.lesson.weights import load_weights
from mnist_core.paths import MODELS
from mnist_core.recognition.network import Network


@pytest.mark.parametrize("index", [0, 18, 582])
def test_it_is_the_network_that_is_served(index):
    pixels = load_test_set()[0][index] / np.float32(255)
    network = Network.load(MODELS)
    seen, maps = forward(load_weights(), pixels), network.feature_maps(pixels)
    features, probabilities = network.classify(pixels[None])
    np.testing.assert_allclose(seen.conv1, maps["conv1"], atol=1e-4)
    np.testing.assert_allclose(seen.conv2, maps["conv2"], atol=1e-3)
    np.testing.assert_allclose(seen.dense1, features[0], atol=1e-3)
    np.testing.assert_allclose(seen.probabilities, probabilities[0], atol=1e-4)


def test_relu_is_all_that_lies_between_the_sums_and_the_maps():
    seen = forward(load_weights(), load_test_set()[0][7] / np.float32(255))
    for sums, maps in ((seen.conv1_sums, seen.conv1), (seen.conv2_sums, seen.conv2)):
        np.testing.assert_array_equal(maps[sums > 0], sums[sums > 0])
        assert not maps[sums <= 0].any()
        assert (sums < 0).any()
