"""Work on all processor cores."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import cv2


def on_all_cores(function: Callable, calls: Iterable[tuple]) -> list[Any]:
    """Return what `function` gives for the arguments of each call, in their order."""
    # TensorFlow's threads do not survive a fork.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), initializer=_begin) as processes:
        return list(processes.map(function, *zip(*calls, strict=True)))


def _begin() -> None:
    cv2.setNumThreads(1)  # on 28×28 pixels more threads only wait for each other
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits here
