"""Many pictures, a few at a time: only records are kept, and one bad file never stops the rest."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from mnist_core.io.archive import Source
from mnist_core.io.images import InvalidImageError
from mnist_core.io.records import Record
from mnist_core.memory import give_memory_back
from mnist_core.reading import Reading
from mnist_core.recognizer import Page, Recognizer

CHUNK = 16  # pictures that go through the network together; each takes up to 10 MB until then


def read_batch(
    recognizer: Recognizer,
    sources: Iterable[Source],
    record_of: Callable[[str, Reading], Record] = Record.of,
) -> Iterator[Record]:
    """Yield the record of each source, in order, as soon as the few pictures read with it are."""
    waiting = iter(sources)
    while prepared := [(name, _prepare(recognizer, load)) for name, load in islice(waiting, CHUNK)]:
        pages = [page for _, page in prepared if isinstance(page, Page)]
        readings = iter(recognizer.read_pages(pages))
        for name, page in prepared:
            yield record_of(name, next(readings)) if isinstance(page, Page) else Record.failed(name, page)


def _prepare(recognizer: Recognizer, load: Callable[[], bytes | Path]) -> Page | str:
    """Return the page that `load` gives, or why it cannot be opened."""
    try:
        return recognizer.prepare(load())
    except InvalidImageError as error:
        return str(error)


class Batch:
    """A batch being read by a thread of its own, which ends when it is done, cancelled or forgotten.

    records: what has been read so far, in the order of the sources.
    total: the number of sources.
    """

    def __init__(self, recognizer: Recognizer, sources: list[Source]):
        self.total = len(sources)
        self.records: list[Record] = []
        self._stop = threading.Event()
        self._started = time.monotonic()
        # The thread knows the list and the event, not the batch: so the batch can be forgotten, with the
        # session that held it, while the thread runs.
        self._thread = threading.Thread(
            target=_read_all, args=(recognizer, sources, self.records, self._stop), name="batch", daemon=True
        )
        weakref.finalize(self, self._stop.set)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether pictures are still being read."""
        return self._thread.is_alive()

    @property
    def seconds_left(self) -> float | None:
        """The time that the rest will take at the pace so far; None before the first picture is read."""
        done = len(self.records)
        return (time.monotonic() - self._started) / done * (self.total - done) if done else None

    def cancel(self) -> None:
        """Stop with the pictures now being read; what has been read stays."""
        self._stop.set()

    def wait(self, timeout: float | None = None) -> None:
        """Return when all is read, or after `timeout` seconds."""
        self._thread.join(timeout)


def _read_all(
    recognizer: Recognizer, sources: list[Source], records: list[Record], stop: threading.Event
) -> None:
    def waiting() -> Iterator[Source]:
        while sources and not stop.is_set():
            yield sources.pop(0)  # let go once it is read, and the file behind it with it

    for record in read_batch(recognizer, waiting()):
        records.append(record)
    give_memory_back()
