"""MNIST as arrays: the test set bundled with the program, and the training set wherever it is kept."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

import numpy as np

TEST_SET = Path(__file__).parent / "mnist_test.npz"
VALIDATION_SHARE = 0.1


class DatasetError(Exception):
    """A data set file is missing or holds something else; the message says which and why."""


@cache
def load_test_set() -> tuple[np.ndarray, np.ndarray]:
    """Return MNIST's 10,000 test images (10000, 28, 28) uint8 and their labels (10000,) uint8."""
    with np.load(TEST_SET) as arrays:
        images, labels = arrays["images"], arrays["labels"]
    images.setflags(write=False)
    labels.setflags(write=False)
    return images, labels


def load_training_set(path: Path | str | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return MNIST's training images (60000, 28, 28) uint8 and their labels (60000,) uint8.

    `path` names an `mnist.npz` as Keras ships it, or any file with `x_train` and `y_train` of
    these types and fewer images; without it, Keras downloads the file once and keeps it in
    `~/.keras/datasets`. Raise DatasetError when the file is missing or holds something else.
    """
    if path is None:
        from keras.datasets import mnist

        return mnist.load_data()[0]
    images, labels = load_arrays(path, "x_train", "y_train")
    if images.shape != (len(labels), 28, 28) or images.dtype != np.uint8 or labels.max(initial=0) > 9:
        raise DatasetError(f"{path} does not hold 28×28 uint8 images with a label 0 to 9 each")
    return images, labels


def load_arrays(path: Path | str, *names: str) -> list[np.ndarray]:
    """Return the arrays of these names in an .npz; raise DatasetError when one or the file is missing."""
    try:
        with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return [arrays[name] for name in names]
    except FileNotFoundError as error:
        raise DatasetError(f"{path} does not exist") from error
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise DatasetError(f"{path} is not an .npz with {' and '.join(names)}") from error


def split(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return the sorted indices of a seeded random 90 % to train on, and of the 10 % held out to validate."""
    order = np.random.default_rng(seed).permutation(count)
    held_out = round(count * VALIDATION_SHARE)
    return np.sort(order[held_out:]), np.sort(order[:held_out])
