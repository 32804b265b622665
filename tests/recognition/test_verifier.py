"""The verifier computes what NumPy computes, keeps digits and refuses noise."""

import keras
import numpy as np
import pytest
from PIL import Image

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.nondigits import pixel_noise
from mnist_core.recognition.verifier import VERIFIER_FILE, Verifier
from mnist_core.recognizer import MODELS
from mnist_core.runtime import ModelFileError
from mnist_core.training.finishing import finish
from mnist_core.training.letters import letter
from mnist_core.training.pen import drawn
from mnist_core.training.touching_digits import grown_together, make_touching
from tests.recognition.test_network import convolve, max_pool


def turned(pixels, angle):
    """Return the images turned by Pillow, on a float canvas, about the same point."""
    images = [Image.fromarray(image) for image in pixels]
    middle = (14.5, 14.5)  # Pillow counts from a pixel's corner, OpenCV from its middle
    return np.stack(
        [np.asarray(image.rotate(angle, Image.Resampling.BILINEAR, center=middle)) for image in images]
    )


@pytest.fixture(scope="module")
def verifier():
    return Verifier.load(MODELS)


def test_log_odds_are_what_numpy_computes(verifier):
    weights = keras.saving.load_model(MODELS / "digit_verifier.keras").get_weights()
    pixels = load_test_set()[0][:3] / np.float32(255)
    expected = []
    for image in np.concatenate([turned(pixels, angle) for angle in (0, 7, -7)]):
        maps = max_pool(convolve(image[..., None], *weights[:2]))
        maps = max_pool(convolve(maps, *weights[2:4]))
        maps = convolve(maps, *weights[4:6])
        hidden = np.maximum(maps.reshape(-1) @ weights[6] + weights[7], 0)
        powers = np.exp((hidden @ weights[8] + weights[9]).astype(np.float64))
        expected.append(np.log((powers.sum() - powers) / powers))
    expected = np.reshape(expected, (3, 3, 12)).mean(axis=0)
    found = [verifier.novelty(pixels, np.full(3, digit)) for digit in range(10)]
    np.testing.assert_allclose(np.transpose(found), expected[:, :10], atol=0.05)


def least_novelty(verifier, pixels):
    """Return the novelty of each image for the digit it looks most like."""
    return np.min([verifier.novelty(pixels, np.full(len(pixels), value)) for value in range(10)], axis=0)


def test_touching_digits_are_no_digit(verifier):
    images, labels = (each[:300] for each in load_test_set())
    single = verifier.novelty(images / np.float32(255), labels)
    touching = make_touching(300, images, np.random.default_rng(0))
    assert np.quantile(least_novelty(verifier, touching / np.float32(255)), 0.2) > np.quantile(single, 0.99)


def test_noise_is_stranger_than_digits(verifier):
    images, labels = (each[:300] for each in load_test_set())
    digits = verifier.novelty(images / np.float32(255), labels)
    for value in range(10):
        noise = verifier.novelty(pixel_noise(300), np.full(300, value))
        assert np.median(noise) > np.quantile(digits, 0.99)


def test_a_digit_taken_for_another_is_strange(verifier):
    images, labels = (each[:300] for each in load_test_set())
    right = verifier.novelty(images / np.float32(255), labels)
    wrong = verifier.novelty(images / np.float32(255), (labels + 1) % 10)
    assert np.quantile(wrong, 0.01) > np.quantile(right, 0.99)


def test_letters_grown_together_are_no_digit(verifier):
    rng = np.random.default_rng(0)
    letters = [drawn(letter(rng), rng) / np.float32(255) for _ in range(400)]
    words = np.stack(
        [finish(grown_together(pair, rng), rng) for pair in zip(letters[::2], letters[1::2], strict=True)]
    )
    assert (least_novelty(verifier, words) < 0).mean() < 0.05


def test_missing_and_damaged_files_are_named(tmp_path):
    with pytest.raises(ModelFileError, match=f"{VERIFIER_FILE} is missing"):
        Verifier.load(tmp_path)
    (tmp_path / VERIFIER_FILE).write_bytes((MODELS / VERIFIER_FILE).read_bytes()[:500])
    with pytest.raises(ModelFileError, match=f"{VERIFIER_FILE} cannot be loaded"):
        Verifier.load(tmp_path)
