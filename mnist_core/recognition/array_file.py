"""Arrays kept beside the model files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mnist_core.recognition.network import DAMAGE, ModelFileError


def load_arrays(path: Path, names: list[str]) -> list[np.ndarray]:
    """Return the named arrays of an `.npz` file; raise ModelFileError if it is missing or damaged."""
    if not path.is_file():
        raise ModelFileError(path, "is missing")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return [arrays[name] for name in names]
    except (*DAMAGE, TypeError) as error:  # TypeError: a single array under this name
        raise ModelFileError(path, "cannot be loaded: it is damaged") from error
