"""The classifier as browsers compute it: its weights alone, in half precision."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np

from mnist_core.paths import BROWSER_FILE
from mnist_core.recognition.array_file import load_arrays
from mnist_core.recognition.confidence import FILE as CONFIDENCE_FILE
from mnist_core.recognition.network import CLASSIFIER_FILE


def export_for_browsers(directory: Path) -> Path:
    """Write the weights of the classifier in `directory` for `mnist_core/ui/pad/classifier.js`; return where.

    They are float16, little-endian, layer by layer, kernel before bias. The last layer's are divided by the
    temperature beside the network, so that its softmax is calibrated.
    """
    trained = (directory / CLASSIFIER_FILE).with_suffix(".keras")
    *hidden, kernel, bias = keras.saving.load_model(trained, compile=False).get_weights()
    [temperature] = load_arrays(directory / CONFIDENCE_FILE, ["temperature"])
    weights = [*hidden, kernel / temperature, bias / temperature]
    halves = np.concatenate([array.ravel() for array in weights]).astype("<f2")
    path = directory / BROWSER_FILE
    path.write_bytes(halves.tobytes())
    return path
