"""Another pen changes the stroke, never the geometry or what is written."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.detection.strokes import stroke_width
from mnist_core.recognition.normalization import mnist_pixels
from mnist_core.training.rewriting import rewrite


@pytest.fixture(scope="module")
def rewritten():
    rng = np.random.default_rng(0)
    return [rewrite(image, rng) for image in load_test_set()[0][:300]]


def test_rewritten_digits_have_mnist_geometry(rewritten):
    for image in rewritten:
        assert image.dtype == np.float32
        assert image.max() == pytest.approx(1, abs=1e-3)
    whole = [mnist_pixels(np.dstack([np.round(255 * image).astype(np.uint8)] * 3)) for image in rewritten]
    assert np.mean([image is not None for image in whole]) > 0.99


def test_strokes_become_thinner_and_thicker_than_they_were(rewritten):
    before = [stroke_width(image > 127) for image in load_test_set()[0][:300]]
    after = [stroke_width(image > 0.5) for image in rewritten]
    ratio = np.array(after) / np.array(before)
    assert np.percentile(ratio, 10) < 0.85
    assert np.percentile(ratio, 90) > 1.15


def test_the_ink_stays_in_its_place(rewritten):
    images = load_test_set()[0][:300]
    overlap = [image[digit > 127].mean() for image, digit in zip(rewritten, images, strict=True)]
    assert np.mean(overlap) > 0.7


def test_blank_and_faint_images_survive():
    rng = np.random.default_rng(0)
    assert not rewrite(np.zeros((28, 28), np.uint8), rng).any()
    faint = np.zeros((28, 28), np.uint8)
    faint[5:20, 10:14] = 40
    assert rewrite(faint, rng).max() == pytest.approx(1)
