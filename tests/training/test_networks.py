"""A network without batch normalisation computes what the one that was trained with it did."""

import io
import zipfile

import h5py
import keras
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognizer import MODELS
from mnist_core.training.networks import (
    CLASSIFIER_FILE,
    FEATURE_EXTRACTOR_FILE,
    VERIFIER_FILE,
    build_classifier,
    build_teacher,
    build_trainee,
    build_verifier,
    build_verifier_trainee,
    fold,
    save_classifier,
)


@pytest.fixture(scope="module")
def digits():
    return load_test_set()[0][:64, ..., None] / np.float32(255)


def trained_a_little(model, digits):
    """Return the model with statistics and offsets that differ from those it begins with."""
    rng = np.random.default_rng(0)
    model.compile("sgd", "mse")
    outputs = model.layers[-1].units
    model.fit(digits, rng.normal(size=(len(digits), outputs)), epochs=3, verbose=0)
    return model


def test_folded_classifier_gives_the_same_probabilities(digits):
    trainee, classifier = trained_a_little(build_trainee(), digits), build_classifier()
    fold(trainee, classifier)
    expected = keras.ops.softmax(trainee(digits, training=False))
    np.testing.assert_allclose(classifier(digits, training=False), expected, atol=1e-5)


def test_folded_verifier_gives_the_same_log_odds(digits):
    trainee, verifier = trained_a_little(build_verifier_trainee(), digits), build_verifier()
    fold(trainee, verifier)
    np.testing.assert_allclose(verifier(digits, training=False), trainee(digits, training=False), atol=1e-4)


def test_teacher_is_larger_and_tells_ten_classes(digits):
    teacher = build_teacher()
    assert teacher.count_params() > 3 * build_classifier().count_params()
    assert teacher(digits, training=False).shape == (64, 10)


def test_saved_classifier_and_extractor_share_their_weights(tmp_path):
    classifier = build_classifier()
    save_classifier(classifier, tmp_path / "new")
    for name in (CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE):
        saved = keras.saving.load_model(tmp_path / "new" / name).get_weights()
        assert len(saved) >= 4
        for found, expected in zip(saved, classifier.get_weights(), strict=False):
            np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("name", [CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE, VERIFIER_FILE])
def test_shipped_files_hold_no_optimizer_state(name):
    with zipfile.ZipFile(MODELS / name) as archive:
        weights = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(weights) as groups:
        assert "layers" in groups
        assert "optimizer" not in groups
