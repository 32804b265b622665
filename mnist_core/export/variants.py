"""The classifier in the files that other programs run, each measured beside the network as trained."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import onnx
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter
from onnxruntime.transformers.float16 import convert_float_to_float16

from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import CARD_FILE, load_model_card, save_model_card
from mnist_core.runtime import BATCH, Model

FOLDER = "variants"
CLASSIFIER = "mnist_model_final"
RUNS = 200  # of one image, of which the median counts


def export_variants(directory: Path) -> list[dict[str, Any]]:
    """Write the classifier of `directory` in every variant, and the figures of each into the card there."""
    folder = directory / FOLDER
    folder.mkdir(exist_ok=True)
    classifier = keras.saving.load_model(directory / f"{CLASSIFIER}.keras", compile=False)
    served = directory / f"{CLASSIFIER}.onnx"
    half = convert_float_to_float16(onnx.load(served), keep_io_types=True)
    (folder / "classifier_float16.onnx").write_bytes(half.SerializeToString())
    (folder / "classifier_float32.tflite").write_bytes(_tflite(classifier))
    (folder / "classifier_float16.tflite").write_bytes(_tflite(classifier, [tf.float16]))
    (folder / "classifier_int8.tflite").write_bytes(_tflite(classifier, []))

    images, labels = load_test_set()
    pixels = images[..., None] / np.float32(255)
    expected = classifier.predict(pixels, verbose=0)
    figures = [
        _measure(path, pixels, labels, expected) | {"file": path.relative_to(directory).as_posix()}
        for path in (served, *sorted(folder.iterdir()))
    ]
    card = directory / CARD_FILE
    save_model_card(card, load_model_card(card) | {"variants": figures})
    return figures


def _tflite(classifier: keras.Model, smaller: list[tf.DType] | None = None) -> bytes:
    """Return the classifier as a TFLite file, with weights of a `smaller` type; int8 where none is given."""
    converter = tf.lite.TFLiteConverter.from_keras_model(classifier)
    if smaller is not None:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.target_spec.supported_types = smaller
    return converter.convert()


def _measure(path: Path, pixels: np.ndarray, labels: np.ndarray, expected: np.ndarray) -> dict[str, Any]:
    """Return size, accuracy, milliseconds an image, and the largest difference in probability to Keras."""
    run = _run_onnx(path) if path.suffix == ".onnx" else run_litert(path)
    batches = np.split(pixels, range(BATCH, len(pixels), BATCH))
    probabilities = np.concatenate([run(batch) for batch in batches])
    one, seconds = pixels[:1], []
    run(one)
    for _ in range(RUNS):
        start = time.perf_counter()
        run(one)
        seconds.append(time.perf_counter() - start)
    return {
        "bytes": path.stat().st_size,
        "accuracy": float((probabilities.argmax(1) == labels).mean()),
        "milliseconds": round(1000 * float(np.median(seconds)), 3),
        "largest_difference": float(np.abs(probabilities - expected).max()),
    }


def _run_onnx(path: Path) -> Callable[[np.ndarray], np.ndarray]:
    model = Model.open(path)
    return lambda pixels: model.run(pixels, "output")[0]


def run_litert(path: Path) -> Callable[[np.ndarray], np.ndarray]:
    """Return what LiteRT makes of a TFLite file: images (n, 28, 28, 1) to its output, for one thread only."""
    run = Interpreter(str(path), num_threads=1).get_signature_runner()
    [name] = run.get_input_details()
    return lambda pixels: next(iter(run(**{name: pixels}).values()))
