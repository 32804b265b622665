"""The weights of the CNN, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np

from mnist_core.paths import MODELS
from mnist_core.recognition.array_file import load_arrays

WEIGHTS_FILE = "mnist_model_final.npz"


@dataclass(frozen=True, eq=False)
class Weights:
    """All that the CNN has learned, float32.

    conv1_kernel: (3, 3, 1, 32), conv1_bias: (32,): row, column and channel of the input, and the map.
    conv2_kernel: (3, 3, 32, 64), conv2_bias: (64,): the same.
    dense1_kernel: (1600, 64), dense1_bias: (64,): of pool2 (5, 5, 64) in a row, to the features.
    output_kernel: (64, 10), output_bias: (10,): of the features, to the ten digits.
    """

    conv1_kernel: np.ndarray
    conv1_bias: np.ndarray
    conv2_kernel: np.ndarray
    conv2_bias: np.ndarray
    dense1_kernel: np.ndarray
    dense1_bias: np.ndarray
    output_kernel: np.ndarray
    output_bias: np.ndarray


@cache
def load_weights(directory: Path = MODELS) -> Weights:
    """Return the weights in `directory`; raise ModelFileError if their file is missing or damaged."""
    return Weights(*load_arrays(directory / WEIGHTS_FILE, [field.name for field in fields(Weights)]))
