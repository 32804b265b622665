"""The lines shown for a file to take along run as they stand, and read what the page's own network reads."""

import importlib

import numpy as np
import pytest

from mnist_core import load_recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import load_model_card
from mnist_core.paths import MODELS
from mnist_core.ui.model_info.variants import EXAMPLES

FILES = [MODELS / variant["file"] for variant in load_model_card().get("variants", [])]
LIBRARIES = {".onnx": "onnxruntime", ".tflite": "ai_edge_litert.interpreter"}


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_the_lines_of_python_read_digits(path, monkeypatch):
    pytest.importorskip(library := LIBRARIES[path.suffix])
    images = load_test_set()[0][:100] / np.float32(255)
    package = library.split(".")[0]
    names = {package: importlib.import_module(package), "pixels": images[..., None]}
    monkeypatch.chdir(path.parent)
    lines, language = EXAMPLES[path.suffix[1:]]["Python"]
    assert language == "python"
    exec(lines.format(name=path.name), names)
    expected = load_recognizer().classify(images)
    assert names["probabilities"].shape == (100, 10)
    np.testing.assert_array_equal(names["digits"], expected.argmax(1))
