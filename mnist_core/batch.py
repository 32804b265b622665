"""Many pictures, one after another: only records are kept, and one bad file never stops the rest."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator

from mnist_core.io.archive import Source
from mnist_core.io.images import InvalidImageError
from mnist_core.io.records import Record
from mnist_core.memory import give_memory_back
from mnist_core.reading import Reading
from mnist_core.recognizer import Recognizer


def read_batch(
    recognizer: Recognizer,
    sources: Iterable[Source],
    record_of: Callable[[str, Reading], Record] = Record.of,
) -> Iterator[Record]:
    """Yield the record of each source, in order, as soon as it is read."""
    for name, load in sources:
        try:
            yield record_of(name, recognizer.read(load()))
        except InvalidImageError as error:
            yield Record.failed(name, str(error))


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
