"""The evaluation, and that what it wrote down is of the models beside it."""

import json

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation import nondigits
from mnist_core.evaluation.__main__ import main
from mnist_core.evaluation.report import tables
from mnist_core.evaluation.results import Results, compress
from mnist_core.recognizer import MODELS, load_recognizer


def pixels():
    return load_test_set()[0] / np.float32(255)


@pytest.fixture(scope="module")
def measured():
    """The shipped network's features and probabilities of all test images."""
    return load_recognizer().network.classify(pixels())


@pytest.fixture(scope="module")
def figures():
    return json.loads((MODELS / "model_card.json").read_text(encoding="utf-8"))["evaluation"]


def test_the_stored_results_are_those_of_the_shipped_network(measured):
    stored = Results.load(MODELS)
    features, probabilities = measured
    calibrated = load_recognizer().confidence.calibrate(probabilities)
    assert (stored.predictions == probabilities.argmax(axis=1)).mean() > 0.9999
    np.testing.assert_allclose(stored.confidences, calibrated.max(axis=1), atol=2e-3)
    assert np.abs(stored.features.astype(int) - compress(features)).max() <= 1


def test_the_card_states_what_the_shipped_network_does(measured, figures):
    _, labels = load_test_set()
    _, probabilities = measured
    right = probabilities.argmax(axis=1) == labels
    assert figures["accuracy"] == pytest.approx(right.mean(), abs=1e-4)
    assert np.array(figures["confusion"]).trace() == pytest.approx(right.sum(), abs=1)
    confidence = load_recognizer().confidence
    refused = (confidence.novelty(pixels(), probabilities) > confidence.threshold).mean()
    assert figures["refusal"]["test_digits_refused"] == pytest.approx(refused, abs=1e-3)
    assert refused < 0.015


def test_every_table_is_printed(figures):
    text = tables(figures)
    assert f"{figures['accuracy']:.2%}" in text
    assert "half digits" in text


def test_neighbours_are_those_of_a_full_search(measured):
    stored = Results.load(MODELS)
    features = measured[0][:20]
    own = stored.features / 255.0
    for row, found in zip(
        features / np.linalg.norm(features, axis=1, keepdims=True), stored.neighbours(features), strict=True
    ):
        nearest = np.sort(own @ row)[::-1][:5]
        np.testing.assert_allclose(own[found] @ row, nearest, atol=1e-5)


def test_test_digits_find_their_own_place_on_the_map(measured):
    stored = Results.load(MODELS)
    spread = np.ptp(stored.map.astype(np.float32), axis=0)
    away = np.abs(stored.place(measured[0][:200]) - stored.map[:200])
    assert np.median(away / spread) < 0.02


def test_halves_hold_about_half_of_the_ink_box():
    upright = np.zeros((28, 28), np.float32)
    upright[4:24, 12:16] = 1
    upper, _, left, _ = nondigits.half_digits(np.stack([upright] * 4))
    assert upper.shape == (28, 28)
    assert np.count_nonzero(upper.max(axis=0)) > np.count_nonzero(left.max(axis=0))


def test_noise_is_the_same_every_time():
    np.testing.assert_array_equal(nondigits.cloud_noise(3), nondigits.cloud_noise(3))
    assert nondigits.pixel_noise(2).shape == (2, 28, 28)


def test_a_directory_without_a_manifest_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["evaluation", "--realworld", str(tmp_path)])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert str(tmp_path / "manifest.csv") in capsys.readouterr().err
