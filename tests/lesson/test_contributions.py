"""What each part adds is what is missing without it, and all together are the whole."""

import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.contributions import of_each_feature, through_each_map
from mnist_core.lesson.convolution import convolve
from mnist_core.lesson.forward import forward
from mnist_core.lesson.weights import load_weights

WEIGHTS = load_weights()


@pytest.fixture(scope="module")
def seen():
    return forward(WEIGHTS, load_test_set()[0][4] / np.float32(255))


@pytest.mark.parametrize("number", [0, 19, 63])
def test_the_maps_together_make_each_cell(seen, number):
    shares = through_each_map(WEIGHTS, seen.pool1, number)
    assert shares.shape == (11, 11, 32)
    whole = shares.sum(axis=-1) + WEIGHTS.conv2_bias[number]
    np.testing.assert_allclose(whole, seen.conv2_sums[..., number], atol=1e-4)


def test_a_maps_share_is_what_is_missing_without_it(seen):
    without = seen.pool1.copy()
    without[..., 6] = 0
    less = convolve(without, WEIGHTS.conv2_kernel, WEIGHTS.conv2_bias)
    shares = through_each_map(WEIGHTS, seen.pool1, 19)
    np.testing.assert_allclose((seen.conv2_sums - less)[..., 19], shares[..., 6], atol=1e-4)


def test_the_features_together_make_the_lead(seen):
    shares = of_each_feature(WEIGHTS, seen.dense1, 4, 9)
    lead = shares.sum() + WEIGHTS.output_bias[4] - WEIGHTS.output_bias[9]
    assert lead == pytest.approx(seen.logits[4] - seen.logits[9], abs=1e-4)
    strongest = int(np.abs(shares).argmax())
    without = seen.dense1.copy()
    without[strongest] = 0
    logits = without @ WEIGHTS.output_kernel + WEIGHTS.output_bias
    assert lead - (logits[4] - logits[9]) == pytest.approx(shares[strongest], abs=1e-4)
