"""The judge says in one call what its two networks say one after the other."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.nondigits import pixel_noise
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognition.judge import Judge
from mnist_core.recognition.network import Network
from mnist_core.recognizer import MODELS


@pytest.fixture(scope="module")
def networks():
    return Network.load(MODELS), Confidence.load(MODELS)


@pytest.mark.parametrize("count", [0, 1, 1100])  # more than go through the networks in one run
def test_one_call_says_what_two_say(networks, count):
    network, confidence = networks
    images = load_test_set()[0][: (count + 1) // 2] / np.float32(255)
    pixels = np.concatenate([images, pixel_noise(count // 2)])
    found = Judge(network, confidence).judge(pixels)
    probabilities = confidence.calibrate(network.classify(pixels)[1])
    novelty, several = confidence.verifier.judge(pixels, probabilities.argmax(axis=1))
    assert len(found) == count
    for one, *expected in zip(found, pixels, probabilities, novelty, several, strict=True):
        np.testing.assert_array_equal(one.pixels, expected[0])
        np.testing.assert_allclose(one.probabilities, expected[1], atol=1e-5)
        assert one.value == expected[1].argmax()
        assert (one.novelty, one.several) == pytest.approx(expected[2:], abs=1e-3)


def test_images_of_another_size_are_refused(networks):
    with pytest.raises(ValueError, match="28, 28"):
        Judge(*networks).judge(np.zeros((1, 27, 28), np.float32))


def test_a_score_is_a_log_probability(networks):
    digits = load_test_set()[0][:100] / np.float32(255)
    scores = np.array(
        [one.score for one in Judge(*networks).judge(np.concatenate([digits, pixel_noise(20)]))]
    )
    assert (scores <= 0).all()
    assert np.median(scores[:100]) > -0.1
    assert np.median(scores[100:]) < -1
