"""Live trainings of the CNN, one at a time: the others wait their turn.

Each runs in a process of its own. TensorFlow is then never in the server's memory, and no page waits for a
thread that learns; besides, Streamlit clears the state of a Keras beside it whenever a page has been run.
"""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from importlib.util import find_spec
from tempfile import TemporaryFile
from threading import Event, Lock

import numpy as np

from mnist_core.lesson.live.moments import Moment, Settings
from mnist_core.paths import PACKAGE

LOG = logging.getLogger(__name__)
LONGEST = 60.0  # seconds of training, then a run ends wherever it is
UNWATCHED = 20.0  # seconds until a run that nobody looks at any more gives up its place
MOST_WAITING = 40
MOST_SAID = 4000  # bytes
COMMAND = (sys.executable, "-m", "mnist_core.lesson.live")


class State(StrEnum):
    """How far a run is."""

    WAITING = "waiting"
    LOADING = "loading"
    TRAINING = "training"
    ENDED = "ended"
    FAILED = "failed"


class Run:
    """One training; `moments` grows while it goes on. May be read from any thread."""

    def __init__(self, settings: Settings, pixels: np.ndarray):
        self.settings = settings
        self.pixels = pixels
        self.state = State.WAITING
        self.moments: tuple[Moment, ...] = ()
        self._stopped = Event()
        self.watch()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in (State.ENDED, State.FAILED)

    def watch(self) -> None:
        """Say that somebody is looking; must be said again every few seconds."""
        self._watched = time.monotonic()

    def stop(self) -> None:
        """End it at its next moment, or before it has begun."""
        self._stopped.set()

    def is_wanted(self) -> bool:
        """Whether it has not been stopped, and somebody looks."""
        return not self._stopped.is_set() and time.monotonic() - self._watched < UNWATCHED

    def train(self) -> None:
        """Train to the end; whatever fails is logged, and is no more than the end of this run."""
        try:
            if self.is_wanted():
                self.state = State.LOADING
                for moment in _moments(self.settings, self.pixels, self.is_wanted):
                    self.state = State.TRAINING
                    self.moments = (*self.moments, moment)
            self.state = State.ENDED
        except Exception:
            LOG.exception("A live training failed.")
            self.state = State.FAILED


class Trainer:
    """The one place of a server that trains, and the queue before it; may be called from many threads."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "live-training")
        self._lock = Lock()
        self._runs: list[Run] = []

    def start(self, settings: Settings, pixels: np.ndarray) -> Run | None:
        """Return a new run that watches the digit `pixels` (28, 28) in 0..1, or None if too many wait."""
        with self._lock:
            self._runs = [run for run in self._runs if not run.is_over]
            if len(self._runs) > MOST_WAITING:
                return None
            run = Run(settings, pixels)
            self._runs.append(run)
        self._thread.submit(run.train)
        return run

    def place(self, run: Run) -> int:
        """Return how many runs come before this one."""
        with self._lock:
            before = self._runs[: self._runs.index(run)] if run in self._runs else []
        return sum(not other.is_over and other.is_wanted() for other in before)


def can_train() -> bool:
    """Whether Keras and TensorFlow are installed."""
    return find_spec("keras") is not None and find_spec("tensorflow") is not None


def _moments(settings: Settings, pixels: np.ndarray, is_wanted: Callable[[], bool]) -> Iterator[Moment]:
    """Train in a process, and yield the network at each moment that comes from there.

    Raise RuntimeError with what the process said last if it fails.
    """
    pipe = subprocess.PIPE
    with (
        TemporaryFile() as said,
        subprocess.Popen(COMMAND, cwd=PACKAGE.parent, stdin=pipe, stdout=pipe, stderr=said) as process,
    ):
        try:
            pickle.dump((settings, pixels), process.stdin)
            process.stdin.close()
            while is_wanted():
                moment = pickle.load(process.stdout)
                yield moment
                if moment.seconds > LONGEST:
                    break
        except (EOFError, BrokenPipeError):
            if process.wait():
                said.seek(0)
                raise RuntimeError(said.read()[-MOST_SAID:].decode(errors="replace")) from None
        finally:
            process.kill()
