"""A network without batch normalisation computes what the one that was trained with it did."""

import keras
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.network import build_classifier
from mnist_core.recognition.verifier import build_verifier
from mnist_core.training.networks import build_teacher, build_trainee, build_verifier_trainee, fold


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
