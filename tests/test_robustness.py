"""The pictures that robustness is measured on, and that digits keep their value on them."""

import numpy as np
import pytest

from mnist_core import load_recognizer, robustness
from mnist_core.dataset import load_test_set


@pytest.fixture(scope="module")
def images():
    return load_test_set()[0][:30]


@pytest.fixture(scope="module")
def before(images):
    return robustness.texts_on_paper(load_recognizer(), images)


@pytest.mark.parametrize("name", robustness.CHANGES)
def test_digits_keep_their_value(name, images, before):
    result = robustness.unchanged(load_recognizer(), robustness.CHANGES[name], images, before)
    assert result["images"] == 30
    assert result["unchanged"] >= 28


@pytest.mark.parametrize("name", robustness.PICTURES)
def test_pictures_of_mnist_are_read_as_well_as_mnist(name):
    images, labels = (each[:60] for each in load_test_set())
    recognizer = load_recognizer()
    known = recognizer.classify(images / np.float32(255)).argmax(1) == labels
    result = robustness.accuracy(recognizer, robustness.PICTURES[name], images, labels)
    assert result["correct"] >= known.sum() - 2


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
