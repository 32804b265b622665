"""The files that are served: each network as ONNX, with its checksum in the model card; the CNN's weights."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

import keras
import numpy as np

from mnist_core.data.model_card import CARD_FILE, load_model_card, save_model_card

# Every network that is served, and those of its layers whose outputs are.
OUTPUTS = {
    "mnist_model_final.keras": ("conv1", "conv2", "dense1", "output"),
    "digit_verifier.keras": ("output",),
    "digit_detector.keras": ("where", "what"),
    "digit_splitter.keras": ("where", "what"),
}

WITH_WEIGHTS = {"mnist_model_final.keras"}  # the lesson calculates with them; ONNX Runtime does not show them


def export_network(trained: Path) -> None:
    """Write the `.onnx` file of a `.keras` file beside it, and its checksum into the card there.

    For the classifier, write an `.npz` file of its weights too.
    """
    path = trained.with_suffix(".onnx")
    model = load_network(trained)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "In the future `np.object`", FutureWarning)  # Keras asks for it
        model.export(path, format="onnx", verbose=False, input_signature=model.inputs)
    card = load_model_card(path.with_name(CARD_FILE))
    served = card.get("served", {}) | {path.name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}}
    save_model_card(path.with_name(CARD_FILE), card | {"served": served})
    if trained.name in WITH_WEIGHTS:
        _export_weights(trained)


def load_network(trained: Path) -> keras.Model:
    """Return the network of a `.keras` file as a Keras model with all the outputs that are served."""
    model = keras.saving.load_model(trained, compile=False)
    outputs = {layer: model.get_layer(layer).output for layer in OUTPUTS[trained.name]}
    return keras.Model(model.inputs, outputs)


def _export_weights(trained: Path) -> None:
    """Write the weights of a `.keras` file into an `.npz` file, as `LAYER_kernel` and `LAYER_bias`."""
    arrays = {
        f"{layer.name}_{part}": values
        for layer in keras.saving.load_model(trained, compile=False).layers
        for part, values in zip(("kernel", "bias"), layer.get_weights(), strict=False)
    }
    np.savez(trained.with_suffix(".npz"), **arrays)
