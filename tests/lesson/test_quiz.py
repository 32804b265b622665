"""The twenty digits, and who reads them."""

import numpy as np

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.results import Results
from mnist_core.lesson.quiz import Score, hard_digits, score
from mnist_core.paths import MODELS


def test_ten_are_its_surest_mistakes_and_ten_it_barely_reads():
    labels = np.arange(1000) % 10
    predictions = labels.copy()
    confidences = np.linspace(0.3, 1, 1000)
    predictions[900:912] = (labels[900:912] + 1) % 10
    numbers = hard_digits(labels, predictions, confidences)
    assert sorted(numbers) == [*range(10), *range(902, 912)]
    assert numbers != sorted(numbers)
    assert numbers == hard_digits(labels, predictions, confidences)


def test_of_the_networks_own_answers_half_are_wrong():
    results, labels = Results.load(MODELS), load_test_set()[1]
    numbers = hard_digits(labels, results.predictions, results.confidences)
    assert len(set(numbers)) == 20
    assert (results.predictions[numbers] != labels[numbers]).sum() == 10


def test_the_score_counts_each_and_names_what_one_alone_read():
    assert score([1, 2, 3, 4], [1, 2, 0, 0], [1, 0, 3, 0]) == Score(2, 2, (1,), (2,))
    assert score([], [], []) == Score(0, 0, (), ())
