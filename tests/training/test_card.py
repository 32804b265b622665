"""A new card tells nothing of the network before it, and keeps what it says of what was not trained."""

import shutil

import keras

from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import CARD_FILE, load_model_card, save_model_card
from mnist_core.paths import MODELS
from mnist_core.training.card import CURVE, write_card
from mnist_core.training.networks import CLASSIFIER_FILE
from mnist_core.training.recipe import Run, Trained

HISTORY = {name: [0.1] for name in (*CURVE, "seconds")}


def test_what_was_not_trained_stays_on_the_card(tmp_path):
    for path in MODELS.glob("mnist_*"):
        shutil.copy(path, tmp_path)
    shipped = load_model_card()
    kept = {name: shipped[name] for name in ("served", "detector")}
    save_model_card(tmp_path / CARD_FILE, kept | {"evaluation": {}, "variants": []})
    classifier = keras.saving.load_model(tmp_path / CLASSIFIER_FILE)
    trained = Trained([Run(classifier, 0, HISTORY)], 1, HISTORY)
    written = write_card(tmp_path, trained, *(each[:100] for each in load_test_set()), seed=0)
    assert written == load_model_card(tmp_path / CARD_FILE)
    assert {name: written[name] for name in kept} == kept
    assert {"evaluation", "variants"}.isdisjoint(written)
    assert written["test"]["accuracy"] == shipped["test"]["accuracy"]
