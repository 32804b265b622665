"""The losses against NumPy, and at their least for a perfect answer."""

import numpy as np
import pytest
import tensorflow as tf

from mnist_core.data.dataset import load_test_set
from mnist_core.training.detector import targets
from mnist_core.training.detector.loss import CLOSER_SHARE, INK, INK_SHARE, what_loss, where_loss
from mnist_core.training.detector.targets import make_target
from mnist_core.training.scenes import Glyphs, make_scene


@pytest.fixture(scope="module")
def scenes():
    glyphs = Glyphs.of(*load_test_set())
    made = [make_target(make_scene(glyphs, np.random.default_rng(seed))[1]) for seed in range(6)]
    return [np.stack(each).astype(np.float32) for each in zip(*made, strict=True)]


def test_where_is_what_numpy_computes(scenes):
    target, _ = scenes
    odds = np.random.default_rng(0).normal(0, 2, (*target.shape[:3], 3)).astype(np.float32)
    chance = 1 / (1 + np.exp(-odds.astype(np.float64)))
    ink, ink_weight, heat, heat_weight, closer = np.moveaxis(target.astype(np.float64), -1, 0)

    def entropy(wanted, p):
        return -wanted * np.log(p) - (1 - wanted) * np.log(1 - p)

    weight = ink_weight * np.where(ink > 0, INK, 1)
    centre, p = heat > targets.PEAK, chance[..., 1]
    focal = np.where(centre, -((1 - p) ** 2) * np.log(p), -((1 - heat) ** 4) * p**2 * np.log(1 - p))
    expected = (
        INK_SHARE * np.average(entropy(ink, chance[..., 0]), weights=weight)
        + (focal * heat_weight).sum() / (centre.sum() + 1)
        + CLOSER_SHARE * entropy(closer, chance[..., 2]).mean()
    )
    assert float(where_loss(tf.constant(target), tf.constant(odds))) == pytest.approx(expected, rel=1e-3)


def test_what_is_what_numpy_computes(scenes):
    _, target = scenes
    output = np.random.default_rng(0).normal(0, 2, (*target.shape[:3], 13)).astype(np.float32)
    own = target[..., targets.CLASS] >= 0
    logits, offset = output[own][:, :11].astype(np.float64), output[own][:, 11:]
    classes = target[own][:, targets.CLASS].astype(int)
    entropy = np.log(np.exp(logits).sum(1)) - logits[np.arange(len(logits)), classes]
    miss = np.abs(offset - target[own][:, targets.OFFSET]).sum(1)
    expected = (entropy + miss).sum() / (own.sum() + 1)
    assert float(what_loss(tf.constant(target), tf.constant(output))) == pytest.approx(expected, rel=1e-3)


def test_a_scene_without_ink_has_a_loss():
    target = np.full((1, 16, 16, 3), -1, np.float32)
    assert float(what_loss(tf.constant(target), tf.zeros((1, 16, 16, 13)))) == 0
