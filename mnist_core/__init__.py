"""Reads handwritten digits: `load_recognizer().read(image)` returns a `Reading`."""

from mnist_core.io.images import InvalidImageError
from mnist_core.reading import Digit, Reading
from mnist_core.recognition.network import ModelFileError
from mnist_core.recognizer import Recognizer, load_recognizer

__all__ = [
    "Digit",
    "InvalidImageError",
    "ModelFileError",
    "Reading",
    "Recognizer",
    "load_recognizer",
]
__version__ = "1.0.0"
