"""The pictures that robustness is measured on, and that digits keep their value on them."""

import json

import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation import robustness
from mnist_core.evaluation.kinds import CHANGES, IMAGES, NUMBERS, PAGES
from mnist_core.paths import MODELS

REPORT = json.loads((MODELS / "robustness.json").read_text(encoding="utf-8"))
FEW_OFF = 0.5  # of a dozen pictures instead of hundreds, so many more may be wrong


def share(table, name, what):
    """Return the share that was measured for a kind."""
    row = REPORT[table].get(name)
    return row[what] / row["images"] if row else 0.0


@pytest.fixture(scope="module")
def images():
    return load_test_set()[0][:10]


@pytest.fixture(scope="module")
def before(images):
    return robustness.texts_on_paper(load_recognizer(), images)


@pytest.mark.parametrize("name", CHANGES)
def test_digits_keep_their_value_as_often_as_was_measured(name, images, before):
    result = robustness.unchanged(load_recognizer(), CHANGES[name], images, before)
    assert result["images"] == 10
    assert result["unchanged"] / 10 > share("changes", name, "unchanged") - FEW_OFF


@pytest.mark.parametrize("name", IMAGES)
def test_pictures_of_mnist_are_read_as_well_as_mnist(name):
    images, labels = (each[:30] for each in load_test_set())
    recognizer = load_recognizer()
    known = recognizer.classify(images / np.float32(255)).argmax(1) == labels
    result = robustness.accuracy(recognizer, IMAGES[name], images, labels)
    assert result["correct"] >= known.sum() - 1


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_read_as_often_as_was_measured(name):
    kind = NUMBERS[name]
    size = sum(kind.lengths)
    count = max(12, size if len(kind.lengths) > 1 else 3 * size)  # one page, or a few numbers
    result = robustness.number_accuracy(load_recognizer(), kind, *(each[:count] for each in load_test_set()))
    assert result["images"] == count // size
    assert result["correct"] / result["images"] > share("numbers", name, "correct") - FEW_OFF


def test_pages_of_many_digits_are_read_digit_by_digit():
    kind = PAGES["Pages of 500 digits"]
    images, labels = (each[:500] for each in load_test_set())
    result = robustness.digit_accuracy(load_recognizer(), kind, images, labels)
    assert result["images"] == 500
    assert 450 <= result["correct"] <= 500


def test_numbers_are_made_of_neighbouring_digits():
    images, labels = (each[:7] for each in load_test_set())
    numbers, texts = robustness.in_numbers(images, labels, (3,))
    assert numbers.shape == (2, 3, 28, 28)
    assert texts == ["721", "041"]
    pages, texts = robustness.in_numbers(images, labels, (2, 4))
    np.testing.assert_array_equal(pages[0], images[:6])
    assert texts == ["72/1041"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--limit", "0"], "--limit"),
        (["--limit", "10001"], "--limit"),
        (["--output", "/none"], "/none"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, said, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["robustness", *arguments])
    with pytest.raises(SystemExit, match="2"):
        robustness.main()
    assert said in capsys.readouterr().err


def test_a_part_of_the_images_leaves_the_shipped_figures_alone(monkeypatch, capsys):
    file = robustness.MODELS / robustness.FILE
    before = file.read_bytes()
    monkeypatch.setattr("sys.argv", ["robustness", "--limit", "2"])
    robustness.main()
    assert "'images': 2" in capsys.readouterr().out
    assert file.read_bytes() == before
