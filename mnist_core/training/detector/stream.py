"""Scenes and their targets, made while the detector learns, in the same order for the same seed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context

import cv2
import numpy as np

from mnist_core.detection.looking import standardized
from mnist_core.training.detector.targets import make_target
from mnist_core.training.lines import Rng
from mnist_core.training.scenes import Canvas, Glyphs

Scene = Callable[[Glyphs, Rng], tuple[np.ndarray, Canvas]]

BATCH = 16
AHEAD = 24  # batches that are made before they are needed

_glyphs: Glyphs | None = None  # of a process that makes scenes


def batches(
    scene: Scene, glyphs: Glyphs, seed: int, first: int, processes: int
) -> Iterator[tuple[np.ndarray, dict]]:
    """Yield batch after batch from number `first` on: pictures (16, h, w, 1), and the targets by output."""
    context = get_context("spawn")  # TensorFlow's threads do not survive a fork
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(glyphs,))
    waiting = deque(pool.submit(make_batch, scene, seed, number) for number in range(first, first + AHEAD))
    try:
        for number in count(first + AHEAD):
            pictures, where, what = waiting.popleft().result()
            waiting.append(pool.submit(make_batch, scene, seed, number))
            yield pictures, {"where": where.astype(np.float32), "what": what.astype(np.float32)}
    finally:
        pool.shutdown(cancel_futures=True)  # nobody needs what was made ahead


def make_batch(scene: Scene, seed: int, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the batch with this number: pictures float32, targets float16."""
    pictures, targets = [], []
    for i in range(BATCH):
        picture, canvas = scene(_glyphs, np.random.default_rng([seed, number, i]))
        pictures.append(standardized(picture))
        targets.append(make_target(canvas))
    where, what = (np.stack(each) for each in zip(*targets, strict=True))
    return np.stack(pictures)[..., None], where, what


def _begin(glyphs: Glyphs) -> None:
    global _glyphs
    _glyphs = glyphs
    cv2.setNumThreads(1)
