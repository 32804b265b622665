"""The way back in NumPy, Grad-CAM and FGSM, against TensorFlow's own gradients of the trained network."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from mnist_core.data.dataset import load_test_set
from mnist_core.lesson.adversary import fast_gradient_sign
from mnist_core.lesson.forward import forward
from mnist_core.lesson.gradcam import grad_cam
from mnist_core.lesson.gradients import backward
from mnist_core.lesson.weights import load_weights
from mnist_core.paths import MODELS

WEIGHTS = load_weights()
IMAGES = load_test_set()[0][[0, 61, 247, 4740]] / np.float32(255)


@pytest.fixture(scope="module")
def layers():
    """The trained network from image to conv2, and from there to the logits."""
    model = keras.saving.load_model(MODELS / "mnist_model_final.keras", compile=False)
    model.get_layer("output").activation = keras.activations.linear
    to_conv2 = keras.Model(model.inputs[0], model.get_layer("conv2").output)
    rest = keras.Sequential(model.layers[model.layers.index(model.get_layer("conv2")) + 1 :])
    return to_conv2, rest


def tape(layers, image, number):
    """Return the gradients of `number`, a function of the logits (1, 10), by conv2 and by the image."""
    to_conv2, rest = layers
    pixels = tf.constant(image[None, ..., None])
    with tf.GradientTape(persistent=True) as recording:
        recording.watch(pixels)
        maps = to_conv2(pixels)
        outcome = number(rest(maps))
    return recording.gradient(outcome, maps).numpy()[0], recording.gradient(outcome, pixels).numpy()[
        0, ..., 0
    ]


@pytest.mark.parametrize("image", IMAGES)
@pytest.mark.parametrize("digit", [0, 3, 9])
def test_gradients_of_a_logit_are_those_of_the_tape(layers, image, digit):
    by_conv2, by_pixels = tape(layers, image, lambda logits: logits[0, digit])
    found = backward(WEIGHTS, forward(WEIGHTS, image), np.eye(10, dtype=np.float32)[digit])
    np.testing.assert_allclose(found.conv2, by_conv2, atol=1e-5)
    np.testing.assert_allclose(found.pixels, by_pixels, atol=1e-4)
    assert np.abs(by_pixels).max() > 0.1


@pytest.mark.parametrize("image", IMAGES)
def test_gradients_of_the_loss_are_those_of_the_tape(layers, image):
    def loss(logits):
        return keras.losses.sparse_categorical_crossentropy(tf.constant([7]), logits, from_logits=True)

    activations = forward(WEIGHTS, image)
    _, by_pixels = tape(layers, image, loss)
    by_logits = (activations.probabilities - np.eye(10)[7]).astype(np.float32)
    found = backward(WEIGHTS, activations, by_logits).pixels
    np.testing.assert_allclose(found, by_pixels, atol=1e-4)


@pytest.mark.parametrize("image", IMAGES)
def test_a_step_of_fgsm_goes_against_the_tapes_gradient(layers, image):
    def loss(logits):
        return keras.losses.sparse_categorical_crossentropy(tf.constant([3]), logits, from_logits=True)

    _, slope = tape(layers, image, loss)
    expected = np.clip(image - 0.1 * np.sign(slope), 0, 1)
    found = fast_gradient_sign(WEIGHTS, image, 3, 0.1)
    clear = np.abs(slope) > 1e-3 * np.abs(slope).max()  # of what is nearly flat the sign is chance
    np.testing.assert_allclose(found[clear], expected[clear], atol=1e-6)
    assert clear.mean() > 0.5


@pytest.mark.parametrize("image", IMAGES)
@pytest.mark.parametrize("digit", [1, 4, 7])
def test_grad_cam_is_what_the_tape_makes_of_its_definition(layers, image, digit):
    by_conv2, _ = tape(layers, image, lambda logits: logits[0, digit])
    maps = layers[0](image[None, ..., None]).numpy()[0]
    weighed = sum(by_conv2[..., k].mean() * maps[..., k] for k in range(64))
    found = grad_cam(WEIGHTS, forward(WEIGHTS, image), digit)
    np.testing.assert_allclose(found, np.maximum(weighed, 0), atol=1e-4)
