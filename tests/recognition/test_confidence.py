"""Calibration, doubt and refusal."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_core.recognition.confidence import FILE, Confidence, log_odds_against
from mnist_core.recognition.verifier import VERIFIER_FILE, Verifier
from mnist_core.runtime import ModelFileError

MODELS = Path(__file__).resolve().parents[2] / "models"


def confidence(temperature=1.0, threshold=0.0, weights=(1.0, 0.5, 0.2), bias=1.0):
    return Confidence(temperature, threshold, np.array(weights), np.full(10, bias), Verifier.load(MODELS))


def test_calibration_divides_the_logits_by_the_temperature():
    logits = np.random.default_rng(1).normal(0, 3, (50, 10))
    powers, cooled = np.exp(logits), np.exp(logits / 1.7)
    expected = cooled / cooled.sum(axis=1, keepdims=True)
    calibrated = confidence(1.7).calibrate(powers / powers.sum(axis=1, keepdims=True))
    np.testing.assert_allclose(calibrated, expected, atol=1e-6)
    assert calibrated.dtype == np.float32


def test_calibration_keeps_the_guess_and_survives_zeros():
    calibrated = confidence(3.0).calibrate(np.eye(10, dtype=np.float32))
    assert (calibrated.argmax(axis=1) == np.arange(10)).all()
    np.testing.assert_allclose(calibrated.sum(axis=1), 1, atol=1e-6)


def test_the_detector_s_doubts_are_weighed():
    doubts = np.array([[-4.0, -1.0, -2.0], [3.0, -1.0, -2.0], [-4.0, 2.0, -2.0]])
    expected = [1 - 4 - 0.5 - 0.4, 1 + 3 - 0.5 - 0.4, 1 - 4 + 1 - 0.4]
    np.testing.assert_allclose(confidence().objection(doubts, np.array([8, 8, 8])), expected)


def test_each_digit_has_its_own_bias():
    biases = np.arange(10.0)
    objection = replace(confidence(), doubt_biases=biases).objection(np.zeros((10, 3)), np.arange(10))
    np.testing.assert_allclose(objection, biases)


def test_log_odds_are_against_and_finite():
    odds = log_odds_against(np.array([0.0, 0.2, 0.5, 1.0]))
    assert odds[1:3] == pytest.approx([np.log(4), 0])
    assert np.isfinite(odds).all()
    assert odds[0] > 0 > odds[3]


def test_refusal_is_a_sentence_above_the_threshold_only():
    even = np.full(10, 0.1)
    assert confidence(threshold=2.0).refusal(even, 2.0) == ""
    assert re.fullmatch(r"[A-Z].+\.", confidence(threshold=2.0).refusal(even, 2.1))


@pytest.mark.parametrize(
    ("first", "second", "share", "words"),
    [
        (4, 9, 0.3, "Not sure: a 4 or a 9"),
        (8, 3, 0.1, "Not sure: an 8 or a 3"),
        (4, 9, 0.05, ""),
    ],
)
def test_doubt_names_both_digits_when_the_second_is_close(first, second, share, words):
    probabilities = np.zeros(10)
    probabilities[[first, second]] = 1 - share, share
    assert confidence().doubt(probabilities) == words


def test_what_was_saved_is_loaded_again(tmp_path):
    saved = confidence(1.3, 2.5, (0.7, 0.1, 0.3), -2.0)
    saved.save(tmp_path)
    shutil.copy(MODELS / VERIFIER_FILE, tmp_path)
    loaded = Confidence.load(tmp_path)
    assert loaded.temperature == pytest.approx(1.3)
    assert loaded.threshold == pytest.approx(2.5)
    assert loaded.doubt_weights == pytest.approx([0.7, 0.1, 0.3])
    assert loaded.doubt_biases == pytest.approx(np.full(10, -2.0))
    pixels = np.random.default_rng(0).random((2, 28, 28), np.float32)
    probabilities = np.eye(10)[[3, 7]]
    expected = saved.novelty(pixels, probabilities)
    np.testing.assert_allclose(loaded.novelty(pixels, probabilities), expected, rtol=1e-5)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive", b"\x93NUMPY"])
def test_a_missing_or_damaged_file_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ModelFileError, match=FILE):
        Confidence.load(tmp_path)


def test_the_shipped_files_are_small():
    assert sum((MODELS / name).stat().st_size for name in (FILE, VERIFIER_FILE)) < 1_300_000
