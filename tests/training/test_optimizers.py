"""Kernels of convolutions are trained as Keras' Muon trains matrices; the learning rate rises and falls."""

import keras
import numpy as np
import pytest

from mnist_core.training.optimizers import ConvolutionalMuon, adamw, muon

SETTINGS = {
    "learning_rate": 0.01,
    "weight_decay": 0.2,
    "adam_weight_decay": 0.005,
    "exclude_layers": ["logits"],
}


def stepped(optimizer, start, gradients, name="kernel"):
    """Return what `optimizer` makes of a variable of the value `start` in a step for each gradient."""
    variable = keras.Variable(start, name=name)
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
    return np.array(variable)


@pytest.fixture
def kernel():
    """A kernel (3, 3, 4, 8) and three gradients."""
    rng = np.random.default_rng(0)
    return rng.normal(size=(4, 3, 3, 4, 8)).astype(np.float32)


def test_kernel_is_trained_as_the_matrix_of_its_filters(kernel):
    start, *gradients = kernel
    flat = [array.reshape(36, 8) for array in kernel]
    expected = stepped(keras.optimizers.Muon(**SETTINGS), flat[0], flat[1:])
    found = stepped(ConvolutionalMuon(**SETTINGS), start, gradients)
    np.testing.assert_allclose(found.reshape(36, 8), expected, rtol=1e-5, atol=1e-6)


def test_step_moves_every_filter_about_equally(kernel):
    start, gradient = kernel[0], kernel[1] * np.geomspace(0.03, 1, 8).astype(np.float32)
    settings = SETTINGS | {"weight_decay": 0.0}
    step = stepped(ConvolutionalMuon(**settings), start, [gradient]) - start
    lengths = np.linalg.svd(step.reshape(36, 8), compute_uv=False)
    assert lengths.max() < 2 * lengths.min()
    assert np.sqrt((step**2).mean()) == pytest.approx(0.2 * 0.01, rel=0.3)


@pytest.mark.parametrize(("shape", "name"), [((8,), "beta"), ((6, 8), "logits")])
def test_vectors_and_the_last_layer_are_trained_by_adamw(shape, name):
    rng = np.random.default_rng(0)
    start, *gradients = rng.normal(size=(4, *shape)).astype(np.float32)
    expected = stepped(keras.optimizers.AdamW(0.01, weight_decay=0.005), start, gradients)
    found = stepped(ConvolutionalMuon(**SETTINGS), start, gradients, name)
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("optimizer", [adamw, muon])
def test_learning_rate_rises_then_falls_as_half_a_cosine(optimizer):
    trained = optimizer(0.01, 2000)

    def rate(step):
        trained.iterations.assign(step)
        return float(trained.learning_rate)

    assert rate(0) == 0
    assert rate(150) == pytest.approx(0.005, rel=0.05)
    for step in (300, 1000, 1500):
        assert rate(step) == pytest.approx(0.005 * (1 + np.cos(np.pi * step / 2000)), rel=0.01)
    assert rate(2000) < 0.0001
