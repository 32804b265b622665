"""The pictures that robustness is measured on, and that digits keep their value on them."""

from functools import partial

import cv2
import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation import robustness


@pytest.fixture(scope="module")
def images():
    return load_test_set()[0][:15]


@pytest.fixture(scope="module")
def before(images):
    return robustness.texts_on_paper(load_recognizer(), images)


@pytest.mark.parametrize("name", robustness.CHANGES)
def test_digits_keep_their_value(name, images, before):
    result = robustness.unchanged(load_recognizer(), robustness.CHANGES[name], images, before)
    assert result["images"] == 15
    shows_through = name == "On paper written on at the back"  # the hardest: it may touch the ink
    assert result["unchanged"] >= (13 if shows_through else 14)


@pytest.mark.parametrize("name", robustness.PICTURES)
def test_pictures_of_mnist_are_read_as_well_as_mnist(name):
    images, labels = (each[:30] for each in load_test_set())
    recognizer = load_recognizer()
    known = recognizer.classify(images / np.float32(255)).argmax(1) == labels
    result = robustness.accuracy(recognizer, robustness.PICTURES[name], images, labels)
    assert result["correct"] >= known.sum() - 1


@pytest.mark.parametrize("name", robustness.NUMBERS)
def test_digits_that_touch_are_read(name):
    overlaps = robustness.NUMBERS[name]
    length = len(overlaps) + 1
    numbers, texts = robustness.in_numbers(*(each[:36] for each in load_test_set()), length)
    picture = partial(robustness.as_number, overlaps=overlaps)
    result = robustness.accuracy(load_recognizer(), picture, numbers, texts)
    assert result["images"] == 36 // length
    assert result["correct"] >= 0.4 * result["images"]


def test_numbers_are_made_of_neighbouring_digits():
    images, labels = (each[:7] for each in load_test_set())
    numbers, texts = robustness.in_numbers(images, labels, 3)
    assert numbers.shape == (2, 3, 28, 28)
    assert texts.tolist() == ["".join(map(str, labels[:3])), "".join(map(str, labels[3:6]))]


def test_digits_run_together_are_fewer_pieces_of_ink(images):
    for pair in images[:14].reshape(7, 2, 28, 28):
        page = robustness.as_number(pair, np.random.default_rng(0), overlaps=(1,))
        alone = sum(_pieces(robustness.on_paper(each)) for each in pair)
        assert _pieces(page) < alone


def test_a_pasted_digit_stands_out_by_the_stated_levels(images):
    random = np.random.default_rng(3)
    for image in images:
        picture = robustness.paste(image, random)
        assert picture.shape == (480, 640)
        assert np.ptp(picture.astype(int)) >= robustness.APART - 1


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


def _pieces(page):
    return cv2.connectedComponents((page < 160).astype(np.uint8))[0] - 1
