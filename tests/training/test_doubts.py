"""The detector's doubts count beside the verifier's, and few digits are lost to them."""

import shutil

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.recognition.confidence import Confidence, log_odds_against
from mnist_core.recognizer import MODELS, load_recognizer
from mnist_core.training import doubts
from mnist_core.training.scenes import Glyphs


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    """The confidence fitted on few scenes."""
    directory = tmp_path_factory.mktemp("training") / "models"
    shutil.copytree(MODELS, directory, ignore=shutil.ignore_patterns("training_checkpoint"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doubts, "SCENES", 100)
        patch.setattr(doubts, "PLAIN", 50)
        confidence = doubts.fit_doubts(directory, Glyphs.of(*load_test_set()), 0)
    again = Confidence.load(directory)
    assert again.doubt_weights == pytest.approx(confidence.doubt_weights)
    assert again.doubt_biases == pytest.approx(confidence.doubt_biases)
    return confidence


def test_only_the_doubts_are_fitted(fitted):
    shipped = load_recognizer().confidence
    assert (fitted.temperature, fitted.threshold) == pytest.approx((shipped.temperature, shipped.threshold))


def test_a_vote_for_another_digit_and_a_faint_sight_raise_the_novelty(fitted):
    sure, other, faint = fitted.objection(
        log_odds_against(np.array([(0.99, 0.7, 0.85), (0.05, 0.7, 0.85), (0.99, 0.3, 0.5)])),
        np.array([4, 4, 4]),
    )
    assert other > sure
    assert faint > sure


def test_a_lone_stroke_may_be_a_1_at_less_heat_than_another_digit():
    shipped = load_recognizer().confidence
    one, *others = shipped.objection(log_odds_against(np.full((3, 3), (0.9, 0.45, 0.8))), np.array([1, 0, 6]))
    assert one < min(others)
