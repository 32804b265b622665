"""The measures, against hand-made cases and plain loops."""

import difflib

import numpy as np
import pytest

from mnist_core.evaluation import measures


@pytest.fixture
def scored():
    """Probabilities (500, 10) and labels (500,) that are often right."""
    rng = np.random.default_rng(3)
    labels = rng.integers(0, 10, 500)
    logits = rng.normal(0, 1.5, (500, 10)) + 2 * np.eye(10)[labels]
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True), labels


def test_wilson_interval_is_the_published_one():
    # Newcombe, Statistics in Medicine 17 (1998), table I.
    np.testing.assert_allclose(measures.wilson_interval(81, 263), (0.2553, 0.3662), atol=5e-5)
    np.testing.assert_allclose(measures.wilson_interval(0, 20), (0.0, 0.1611), atol=5e-5)


def test_likelihood_of_an_even_guess_is_the_logarithm_of_ten():
    even = np.full((4, 10), 0.1)
    assert measures.negative_log_likelihood(even, np.arange(4)) == pytest.approx(np.log(10))


def test_likelihood_stays_finite_where_the_truth_was_ruled_out():
    sure = np.eye(10)[[3]]
    assert 80 < measures.negative_log_likelihood(sure, np.array([4])) < 100


def test_calibration_error_is_that_of_a_loop_over_bins(scored):
    probabilities, labels = scored
    error = 0.0
    for low in range(15):
        inside = [
            (row.max(), row.argmax() == label)
            for row, label in zip(probabilities, labels, strict=True)
            if low / 15 < row.max() <= (low + 1) / 15
        ]
        if inside:
            claimed, right = np.mean(inside, axis=0)
            error += len(inside) / len(labels) * abs(claimed - right)
    bins = measures.reliability(probabilities, labels)
    assert measures.expected_calibration_error(bins) == pytest.approx(error)
    assert sum(each["count"] for each in bins) == len(labels)


def test_a_claim_of_certainty_falls_into_the_last_bin():
    bins = measures.reliability(np.eye(10)[[1, 2, 3]], np.array([1, 2, 4]))
    assert bins[-1]["count"] == 3
    assert bins[-1]["accuracy"] == pytest.approx(2 / 3)
    assert measures.expected_calibration_error(bins) == pytest.approx(1 / 3)


def test_confusion_counts_the_true_digit_down_and_the_said_one_across():
    matrix = measures.confusion_matrix(np.array([7, 7, 1, 1]), np.array([1, 1, 1, 7]))
    assert matrix[1, 7] == 2
    assert matrix[1, 1] == 1
    assert matrix[7, 1] == 1
    assert matrix.sum() == 4
    precision, recall = measures.precision_and_recall(matrix)
    assert precision[1] == pytest.approx(1 / 2)
    assert recall[1] == pytest.approx(1 / 3)
    assert precision[0] == 0


def test_auroc_is_the_share_of_pairs_in_the_right_order():
    rng = np.random.default_rng(0)
    digits, others = rng.integers(0, 20, 60).astype(float), rng.integers(5, 30, 40).astype(float)
    pairs = [(other > digit) + (other == digit) / 2 for digit in digits for other in others]
    assert measures.auroc(digits, others) == pytest.approx(np.mean(pairs))


@pytest.mark.parametrize(
    ("one", "other", "distance"), [("", "", 0), ("263532", "2635132", 1), ("12", "21", 2), ("", "345", 3)]
)
def test_edit_distance_counts_single_changes(one, other, distance):
    assert measures.edit_distance(one, other) == measures.edit_distance(other, one) == distance


def test_edit_distance_is_bounded_by_what_difflib_has_to_change():
    rng = np.random.default_rng(0)
    for _ in range(50):
        one, other = ("".join(rng.choice(list("012"), rng.integers(1, 9))) for _ in range(2))
        edits = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        most = sum(max(b - a, d - c) for kind, a, b, c, d in edits if kind != "equal")
        assert abs(len(one) - len(other)) <= measures.edit_distance(one, other) <= most
