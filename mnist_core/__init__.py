"""Reads handwritten digits: `load_recognizer().read(image)` returns a `Reading`."""

from mnist_core.io.images import InvalidImageError
from mnist_core.reading import Digit, Reading
from mnist_core.recognizer import Recognizer, load_recognizer
from mnist_core.runtime import ModelFileError
from mnist_core.version import __version__

__all__ = [
    "Digit",
    "InvalidImageError",
    "ModelFileError",
    "Reading",
    "Recognizer",
    "__version__",
    "load_recognizer",
]
