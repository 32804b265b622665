"""The files to take along are as good as the card says."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import load_model_card
from mnist_core.export.variants import run_litert
from mnist_core.recognizer import MODELS
from mnist_core.runtime import Model

VARIANTS = load_model_card()["variants"]


def answers(path, pixels):
    if path.suffix == ".onnx":
        return Model.open(path).run(pixels, "output")[0]
    return run_litert(path)(pixels)


@pytest.fixture(scope="module")
def pixels():
    return load_test_set()[0][..., None] / np.float32(255)


@pytest.fixture(scope="module")
def trained(pixels):
    """What the network that serves says of all test images."""
    return Model.open(MODELS / "mnist_model_final.onnx").run(pixels, "output")[0]


@pytest.mark.parametrize("variant", VARIANTS, ids=[variant["file"] for variant in VARIANTS])
def test_a_variant_is_as_right_and_as_close_as_the_card_says(variant, pixels, trained):
    found = answers(MODELS / variant["file"], pixels)
    assert (found.argmax(1) == load_test_set()[1]).mean() == pytest.approx(variant["accuracy"], abs=2e-4)
    assert np.abs(found - trained).max() < variant["largest_difference"] + 1e-3


def test_those_of_full_precision_are_the_network():
    full = [variant for variant in VARIANTS if variant["largest_difference"] < 1e-4]
    assert len(full) >= 2
