"""The evaluation: every figure, from the model files and the test set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import CARD_FILE, load_model_card, save_model_card
from mnist_core.evaluation import measures, nondigits
from mnist_core.evaluation.real_pictures import SetResult, read_sets
from mnist_core.evaluation.results import LEVELS, Results, compress
from mnist_core.recognition.confidence import Confidence
from mnist_core.recognizer import Recognizer, load_recognizer
from mnist_core.runtime import ModelFileError

HARDEST = 24
ROUNDING = 1  # of 255: a network's features differ by this much from one machine to another
NONDIGITS = 1000


def evaluate(directory: Path, realworld: Path | None = None, fashion: Path | None = None) -> dict[str, Any]:
    """Measure the models in `directory`; write its model card and evaluation.npz; return the figures.

    `realworld` and `fashion` name directories of pictures to measure as well; without them the card loses
    figures that an earlier evaluation took from there, which belonged to other models for all one knows.
    """
    recognizer = load_recognizer(directory)
    sets = read_sets(recognizer, realworld) if realworld else []
    images, labels = load_test_set()
    pixels = images / np.float32(255)
    features, probabilities = recognizer.network.classify(pixels)
    calibrated = recognizer.confidence.calibrate(probabilities)
    novelties = recognizer.confidence.novelty(pixels, probabilities)
    said = calibrated.argmax(axis=1)

    figures = {
        **_accuracy(said, labels),
        **_calibration(probabilities, calibrated, labels, recognizer.confidence),
        "hardest": _hardest(calibrated, labels),
        "refusal": _refusal(recognizer, pixels, novelties, sets, fashion),
        "realworld": [_real_set(result) for result in sets if result.digits],
    }
    stored = compress(features)
    confidences = calibrated.max(axis=1).astype(np.float16)
    Results(said.astype(np.uint8), confidences, _map(directory, stored), stored).save(directory)
    card = directory / CARD_FILE
    save_model_card(card, load_model_card(card) | {"evaluation": figures})
    return figures


def _accuracy(said: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    right = int((said == labels).sum())
    confusion = measures.confusion_matrix(said, labels)
    precision, recall = measures.precision_and_recall(confusion)
    return {
        "images": len(labels),
        "errors": len(labels) - right,
        "accuracy": right / len(labels),
        "accuracy_interval": measures.wilson_interval(right, len(labels)),
        "confusion": confusion.tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
    }


def _calibration(
    probabilities: np.ndarray, calibrated: np.ndarray, labels: np.ndarray, confidence: Confidence
) -> dict[str, Any]:
    figures: dict[str, Any] = {"temperature": confidence.temperature}
    for name, values in (("uncalibrated", probabilities), ("calibrated", calibrated)):
        bins = measures.reliability(values, labels)
        figures[name] = {
            "negative_log_likelihood": measures.negative_log_likelihood(values, labels),
            "expected_calibration_error": measures.expected_calibration_error(bins),
            "reliability": bins,
        }
    return figures


def _hardest(calibrated: np.ndarray, labels: np.ndarray) -> list[dict[str, Any]]:
    """Return the test images whose true digit was given the least probability, the least first."""
    true = calibrated[np.arange(len(labels)), labels]
    return [
        {
            "index": int(index),
            "label": int(labels[index]),
            "said": int(calibrated[index].argmax()),
            "confidence": float(calibrated[index].max()),
            "probability_of_label": float(true[index]),
        }
        for index in np.argsort(true, kind="stable")[:HARDEST]
    ]


def _refusal(
    recognizer: Recognizer,
    pixels: np.ndarray,
    digit_novelties: np.ndarray,
    sets: list[SetResult],
    fashion: Path | None,
) -> dict[str, Any]:
    made = {
        "pixel noise": nondigits.pixel_noise(NONDIGITS),
        "cloud noise": nondigits.cloud_noise(NONDIGITS),
        "half digits": nondigits.half_digits(pixels[:NONDIGITS]),
    }
    if fashion:
        made["Fashion-MNIST"] = nondigits.fashion(fashion)
    threshold = recognizer.confidence.threshold
    rows = []
    for name, images in made.items():
        novelties = recognizer.confidence.novelty(images, recognizer.classify(images))
        refused = float((novelties > threshold).mean())
        auroc = measures.auroc(digit_novelties, novelties)
        rows.append({"set": name, "count": len(images), "refused": refused, "auroc": auroc})
    for result in sets:
        if not result.digits:
            auroc = measures.auroc(digit_novelties, result.novelties)
            rows.append(
                {"set": result.name, "count": result.pictures, "refused": result.refused, "auroc": auroc}
            )
    return {
        "threshold": threshold,
        "test_digits_refused": float((digit_novelties > threshold).mean()),
        "nondigits": rows,
    }


def _real_set(result: SetResult) -> dict[str, Any]:
    row = {
        "set": result.name,
        "count": result.pictures,
        "right": result.right,
        "refused": result.refused,
        "wrong": result.wrong,
    }
    if result.character_errors is not None:
        row["character_errors"] = result.character_errors
    return row


def _map(directory: Path, features: np.ndarray) -> np.ndarray:
    """Return (n, 2) float16, the map of the features; an earlier one if they are the same: t-SNE is slow."""
    try:
        earlier = Results.load(directory)
    except ModelFileError:
        earlier = None
    if earlier is not None and np.abs(earlier.features.astype(int) - features).max() <= ROUNDING:
        return earlier.map
    from sklearn.manifold import TSNE

    return TSNE(init="pca", random_state=0).fit_transform(features / np.float32(LEVELS)).astype(np.float16)
