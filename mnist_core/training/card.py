"""The model card: what was trained, on what, how, and how good it is, for the pages and the README."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import keras
import numpy as np

from mnist_core.data.dataset import load_test_set, split
from mnist_core.data.model_card import CARD_FILE, load_model_card, save_model_card
from mnist_core.evaluation.measures import wilson_interval
from mnist_core.recognition.network import Network
from mnist_core.training import recipe
from mnist_core.training.batches import BATCH_SIZE
from mnist_core.training.networks import CLASSIFIER_FILE, FEATURE_EXTRACTOR_FILE
from mnist_core.training.optimizers import MUON_DECAY
from mnist_core.training.pictures import AUGMENTATION

CURVE = ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate")


def write_card(
    directory: Path,
    trained: recipe.Trained,
    images: np.ndarray,
    labels: np.ndarray,
    seed: int,
) -> dict:
    """Test the network in `directory`, write its `model_card.json` there, and return its content.

    What the card says of an earlier network is gone; what it says of the detector stays, and the checksums
    of what was just exported.
    `images` (n, 28, 28) and `labels` (n,) are the whole training set, validation images included.
    """
    _, probabilities = Network.load(directory).classify(load_test_set()[0] / np.float32(255))
    before = load_model_card(directory / CARD_FILE)
    card = {name: before[name] for name in ("served", "detector") if name in before} | {
        "model": _model(trained.best.classifier, directory),
        "data": _data(images, labels),
        "training": _training(trained, seed),
        "test": _test(probabilities),
    }
    save_model_card(directory / CARD_FILE, card)
    return card


def _model(classifier: keras.Model, directory: Path) -> dict:
    layers = [{"name": "input", "type": "InputLayer", "output_shape": [28, 28, 1], "parameters": 0}]
    layers += [
        {
            "name": layer.name,
            "type": type(layer).__name__,
            "output_shape": list(layer.output.shape[1:]),
            "parameters": layer.count_params(),
        }
        for layer in classifier.layers
    ]
    return {
        "name": classifier.name,
        "parameters": classifier.count_params(),
        "layers": layers,
        "filters": classifier.get_layer("conv1").get_weights()[0].tolist(),
        "file_bytes": (directory / CLASSIFIER_FILE).stat().st_size,
        "feature_extractor_bytes": (directory / FEATURE_EXTRACTOR_FILE).stat().st_size,
    }


def _data(images: np.ndarray, labels: np.ndarray) -> dict:
    test_images, test_labels = load_test_set()
    arrays = (images, labels, test_images, test_labels)
    held_out = len(split(len(images))[1])
    return {
        "name": "MNIST",
        "authors": "Yann LeCun, Corinna Cortes, Christopher J. C. Burges",
        "source": "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
        "license": "CC BY-SA 3.0",
        "sha256": {
            name: hashlib.sha256(np.ascontiguousarray(array)).hexdigest()
            for name, array in zip(("x_train", "y_train", "x_test", "y_test"), arrays, strict=True)
        },
        "n_train": len(images) - held_out,
        "n_validation": held_out,
        "n_test": len(test_images),
    }


def _training(trained: recipe.Trained, seed: int) -> dict:
    best = trained.best
    epochs = len(best.history["loss"])
    return {
        "command": " ".join(
            ("python -m mnist_core.training", f"--seed {seed} --epochs {epochs} --runs {len(trained.runs)}")
        ),
        "date": datetime.now(UTC).date().isoformat(),
        "seed": best.seed,
        "epochs": epochs,
        "best_epoch": best.best_epoch,
        "optimizer": f"Muon, weight decay {MUON_DECAY}",
        "loss": "categorical cross-entropy to the teacher's probabilities",
        "batch_size": BATCH_SIZE,
        "schedule": f"learning rate {recipe.LEARNING_RATE} after a short rise, falling to 0 as a cosine",
        "augmentation": f"{AUGMENTATION} {recipe.UNCHANGED:.0%} of MNIST's images stay as they are.",
        "seconds": round(sum(best.history["seconds"])),
        "curve": {name: [float(f"{figure:.6g}") for figure in best.history[name]] for name in CURVE},
        "runs": _runs(trained.runs),
        "teacher": _teacher(trained),
    }


def _runs(runs: list[recipe.Run]) -> dict:
    """Return how the runs differ: one a seed, of which the one of the least validation loss ships."""
    images = load_test_set()[0][..., None] / np.float32(255)
    accuracies = [_test(run.classifier.predict(images, verbose=0))["accuracy"] for run in runs]
    return {
        "seeds": [run.seed for run in runs],
        "validation_losses": [run.validation_loss for run in runs],
        "test_accuracies": accuracies,
        "mean": float(np.mean(accuracies)),
        "standard_deviation": float(np.std(accuracies, ddof=1)) if len(accuracies) > 1 else 0.0,
    }


def _teacher(trained: recipe.Trained) -> dict:
    history = trained.teacher_history
    return {
        "parameters": trained.teacher_parameters,
        "epochs": len(history["loss"]),
        "seconds": round(sum(history["seconds"])),
        "validation_accuracy": history["val_accuracy"][int(np.argmin(history["val_loss"]))],
    }


def _test(probabilities: np.ndarray) -> dict:
    """Return how right the `probabilities` (10000, 10) of the test images are."""
    _, labels = load_test_set()
    correct = int((probabilities.argmax(1) == labels).sum())
    likelihood = np.maximum(probabilities[np.arange(len(labels)), labels], np.finfo(np.float32).tiny)
    return {
        "accuracy": correct / len(labels),
        "loss": float(-np.log(likelihood).mean()),
        "n": len(labels),
        "interval95": list(wilson_interval(correct, len(labels))),
    }
