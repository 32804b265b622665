"""What the commands that train have in common."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = "training_checkpoint"


@contextmanager
def checkpoint(output: Path, settings: str) -> Iterator[Path]:
    """Give the folder in `output` where a training goes on after being cut off; none is left when it is done.

    What was cut off goes on only with the same `settings`, and what others keep there is left alone.
    """
    folder = output / FOLDER / settings
    yield folder
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):
        folder.parent.rmdir()
