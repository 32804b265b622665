"""What takes files from strangers, and the only errors that may come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import requests

from mnist_core import InvalidImageError, load_recognizer
from mnist_core.io.archive import InvalidArchiveError, open_archive
from tests.fuzz import corpus

REFUSED = {400, 413, 415, 422}


@dataclass(frozen=True)
class Target:
    """What takes a file, whole ones to begin with, and the share of all damaged files that it gets."""

    take: Callable[[bytes], None]
    corpus: Iterable[bytes]
    share: float


def targets(address: str) -> dict[str, Target]:
    """Return what takes files by name; the API is at `address`."""
    session = requests.Session()

    def send(path: str, kind: str, data: bytes) -> None:
        answer = session.post(address + path, data=data, headers={"Content-Type": kind}, timeout=60)
        assert answer.status_code in {200, *REFUSED}, answer.text

    pictures = list(corpus.pictures().values())
    return {
        "read": Target(read, pictures, 0.6),
        "archive": Target(unpack, list(corpus.archives()), 0.2),
        "form": Target(lambda data: send("/predict", corpus.FORM, data), list(corpus.forms()), 0.1),
        "picture": Target(lambda data: send("/feature_maps", "image/png", data), pictures, 0.1),
    }


def read(data: bytes) -> None:
    """Read a picture."""
    with suppress(InvalidImageError):
        load_recognizer().read(data)


def unpack(data: bytes) -> None:
    """Open a ZIP and unpack all that is in it."""
    with suppress(InvalidArchiveError):
        for _, load in open_archive(data):
            with suppress(InvalidImageError):
                load()
