"""Arrays kept beside the model files."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import numpy as np

from mnist_core.runtime import ModelFileError

# What zipfile and NumPy raise for damaged files and for others; TypeError for a single array under this name.
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, EOFError, RuntimeError, TypeError)


def load_arrays(path: Path, names: list[str]) -> list[np.ndarray]:
    """Return the named arrays of an `.npz` file; raise ModelFileError if it is missing or damaged."""
    if not path.is_file():
        raise ModelFileError(path, "is missing")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return [arrays[name] for name in names]
    except DAMAGE as error:
        raise ModelFileError(path, "cannot be loaded: it is damaged") from error
