"""What is served says what the Keras networks say, of every test image."""

import shutil

import keras
import numpy as np
import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import CARD_FILE, load_model_card
from mnist_core.export.served import OUTPUTS, export_network, load_network
from mnist_core.recognizer import MODELS
from mnist_core.runtime import Model


@pytest.fixture(scope="module")
def pixels():
    return load_test_set()[0][..., None] / np.float32(255)


def answers(model, pixels):
    """What a Keras model says of images (n, 28, 28, 1), in the names of its outputs."""
    return model.predict(pixels, batch_size=1000, verbose=0)


def test_the_served_classifier_is_the_trained_one(pixels):
    [served] = Model.open(MODELS / "mnist_model_final.onnx").run(pixels, "output")
    trained = answers(keras.saving.load_model(MODELS / "mnist_model_final.keras"), pixels)
    assert np.abs(served - trained).max() < 1e-4
    np.testing.assert_array_equal(served.argmax(1), trained.argmax(1))


def test_the_served_verifier_is_the_trained_one(pixels):
    [served] = Model.open(MODELS / "digit_verifier.onnx").run(pixels, "output")
    trained = answers(keras.saving.load_model(MODELS / "digit_verifier.keras"), pixels)
    difference = keras.ops.softmax(served) - keras.ops.softmax(trained)
    assert np.abs(difference).max() < 1e-4
    np.testing.assert_array_equal(served.argmax(1), trained.argmax(1))


def test_the_feature_extractor_is_of_the_same_training(pixels):
    served = Model.open(MODELS / "mnist_model_final.onnx").run(pixels[:100], "conv1", "conv2")
    extractor = keras.saving.load_model(MODELS / "mnist_feature_extractor.keras")
    for maps, expected in zip(served, answers(extractor, pixels[:100]), strict=True):
        np.testing.assert_allclose(maps, expected, atol=1e-4)


def test_the_cards_filters_are_the_networks():
    classifier = keras.saving.load_model(MODELS / "mnist_model_final.keras")
    [kernel, _] = classifier.get_layer("conv1").get_weights()
    np.testing.assert_allclose(load_model_card()["model"]["filters"], kernel, rtol=1e-6)


@pytest.mark.parametrize("name", OUTPUTS)
def test_exporting_again_gives_the_same_answers_and_a_checksum_on_the_card(name, pixels, tmp_path):
    trained = tmp_path / name
    shutil.copy(MODELS / name, trained)
    (tmp_path / CARD_FILE).write_text('{"served": {"other.onnx": {}}, "test": {}}')
    export_network(trained)
    card = load_model_card(tmp_path / CARD_FILE)
    assert card.keys() == {"served", "test"}
    assert card["served"].keys() == {"other.onnx", trained.with_suffix(".onnx").name}
    # What finds digits takes pictures of any size, with sides that are multiples of 16.
    shown = np.pad(pixels[:10], ((0, 0), (2, 2), (2, 2), (0, 0))) if "where" in OUTPUTS[name] else pixels[:10]
    expected = answers(load_network(trained), shown)
    found = Model.open(trained.with_suffix(".onnx")).run(shown, *OUTPUTS[name])
    for output, values in zip(OUTPUTS[name], found, strict=True):
        np.testing.assert_allclose(values, expected[output], atol=1e-4, rtol=1e-4)


def test_a_network_of_any_picture_size_is_served_in_every_size(tmp_path, monkeypatch):
    picture = keras.Input((None, None, 1))
    where = keras.layers.Conv2D(3, 3, padding="same", name="where")(picture)
    smaller = keras.layers.MaxPooling2D(2)(where)
    what = keras.layers.UpSampling2D(2, name="what")(smaller)
    keras.Model(picture, [where, what]).save(tmp_path / "any.keras")
    monkeypatch.setitem(OUTPUTS, "any.keras", ("where", "what"))
    export_network(tmp_path / "any.keras")
    model, trained = Model.open(tmp_path / "any.onnx"), load_network(tmp_path / "any.keras")
    for shape in (1, 32, 48, 1), (2, 64, 16, 1):
        pixels = np.random.default_rng(0).random(shape, np.float32)
        expected = answers(trained, pixels)
        for name, values in zip(("where", "what"), model.run(pixels, "where", "what"), strict=True):
            np.testing.assert_allclose(values, expected[name], atol=1e-5)
