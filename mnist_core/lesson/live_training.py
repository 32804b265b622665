"""Training of the CNN from random weights, live and small, while one watches.

One run at a time: the others wait their turn. Keras is imported when the first run begins, and nowhere else.
"""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from threading import Event, Lock
from types import ModuleType

import numpy as np

from mnist_core.data.dataset import load_test_set

LOG = logging.getLogger(__name__)
TRAINED_ON, HELD_OUT = 8000, 2000  # of the bundled test digits
SPLIT_SEED = 0
EPOCHS = 5
LONGEST = 60.0  # seconds of training, then a run ends wherever it is
BETWEEN_MOMENTS = 1000  # images
UNWATCHED = 20.0  # seconds until a run that nobody looks at any more gives up its place
MOST_WAITING = 40


class State(StrEnum):
    """How far a run is."""

    WAITING = "waiting"
    LOADING = "loading"
    TRAINING = "training"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True)
class Settings:
    """What one chooses: Adam's learning rate, images in a step, and the seed of all chance."""

    learning_rate: float
    batch: int
    seed: int


@dataclass(frozen=True, eq=False)
class Moment:
    """The network at one moment of a run.

    images: how many it has learned from, the same one in each epoch counted anew.
    seconds: of training so far.
    loss, accuracy: the mean over the images since the moment before; NaN at first.
    held_out_loss, held_out_accuracy: on the digits that it does not learn from.
    filters: (3, 3, 1, 32), the kernel of conv1.
    probabilities: (10,), what it makes of the digit that is watched.
    """

    images: int
    seconds: float
    loss: float
    accuracy: float
    held_out_loss: float
    held_out_accuracy: float
    filters: np.ndarray
    probabilities: np.ndarray


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
        """End it with the step that it is in, or before it has begun."""
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
    """Train, and yield the network before the first step and after every 1,000 images."""
    keras = _import_keras()
    from mnist_core.training.networks import build_classifier

    rng = np.random.default_rng(settings.seed)
    (images, labels), held_out = _data()
    model = build_classifier()
    _begin_at_random(model, settings.seed)
    model.compile(
        keras.optimizers.Adam(settings.learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )

    def moment(seen: int, learned: tuple[float, float]) -> Moment:
        seconds = time.perf_counter() - begin
        model.reset_metrics()
        loss, accuracy = model.test_on_batch(*held_out)
        filters = model.get_layer("conv1").get_weights()[0]
        probabilities = np.asarray(model.predict_on_batch(pixels[None, ..., None]))[0]
        model.reset_metrics()
        return Moment(seen, seconds, *learned, float(loss), float(accuracy), filters, probabilities)

    begin = time.perf_counter()
    yield moment(0, (np.nan, np.nan))
    seen = 0
    for step in _steps(len(labels), settings.batch, rng):
        if not is_wanted() or time.perf_counter() - begin > LONGEST:
            break
        learned = model.train_on_batch(images[step], labels[step])
        before, seen = seen, seen + len(step)
        if before // BETWEEN_MOMENTS < seen // BETWEEN_MOMENTS:
            yield moment(seen, (float(learned[0]), float(learned[1])))


def _import_keras() -> ModuleType:
    """Return Keras, which takes seconds to import the first time.

    Streamlit collects garbage after each run of a page, and looking through what TensorFlow keeps for good
    would make that take a third of a second, for every visitor from then on: it is exempted.
    """
    is_first = "keras" not in sys.modules
    import keras

    if is_first:
        gc.collect()
        gc.freeze()
    return keras


def _steps(count: int, batch: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Yield the images of each step, all of them once in each epoch."""
    for _ in range(EPOCHS):
        order = rng.permutation(count)
        yield from (order[at : at + batch] for at in range(0, count, batch))


def _data() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return images (n, 28, 28, 1) float32 in 0..1 and labels (n,) to learn from, and those held out."""
    images, labels = load_test_set()
    order = np.random.default_rng(SPLIT_SEED).permutation(TRAINED_ON + HELD_OUT)
    parts = order[:TRAINED_ON], order[TRAINED_ON:]
    return tuple((images[part][..., None] / np.float32(255), labels[part]) for part in parts)


def _begin_at_random(model: object, seed: int) -> None:
    """Give the model new random weights, and its dropout new chances, from `seed` alone.

    Keras' own way to do this also sets the seeds of Python and NumPy, for the whole server.
    """
    keras = _import_keras()
    for place, layer in enumerate(model.layers):
        if isinstance(layer, keras.layers.Dropout):
            layer.seed_generator.state.assign([seed, place])
        elif layer.weights:
            layer.kernel.assign(keras.initializers.GlorotUniform(seed + place)(layer.kernel.shape))
