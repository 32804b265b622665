"""The weights that browsers fetch are the trained network's, to half precision."""

import shutil

import keras
import numpy as np

from mnist_core.export.browser import export_for_browsers
from mnist_core.paths import BROWSER_FILE, MODELS
from mnist_core.recognition.confidence import FILE as CONFIDENCE_FILE

CLASSIFIER_FILE = "mnist_model_final.keras"


def test_the_shipped_weights_are_the_networks():
    halves = np.fromfile(MODELS / BROWSER_FILE, "<f2")
    *hidden, kernel, bias = keras.saving.load_model(MODELS / CLASSIFIER_FILE, compile=False).get_weights()
    with np.load(MODELS / CONFIDENCE_FILE) as fitted:
        output = kernel / fitted["temperature"], bias / fitted["temperature"]
    weights = np.concatenate([array.ravel() for array in (*hidden, *output)])
    assert len(halves) == 121_930
    np.testing.assert_allclose(halves, weights, rtol=2**-11, atol=2**-24)


def test_exporting_again_gives_the_shipped_file(tmp_path):
    for name in (CLASSIFIER_FILE, CONFIDENCE_FILE):
        shutil.copy(MODELS / name, tmp_path)
    assert export_for_browsers(tmp_path).read_bytes() == (MODELS / BROWSER_FILE).read_bytes()
