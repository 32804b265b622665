"""As many readings at once as there are cores, but at most four, and a short queue behind them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from fastapi import HTTPException

T = TypeVar("T")
AT_ONCE = min(os.cpu_count() or 1, 4)  # a PNG of 50 megapixels takes 480 MB while it is decoded
WAITING = 24  # requests; each may hold its 16 MB meanwhile


class Queue:
    """Who is let in, and the threads that read: their own, so that pages and files do not wait for them.

    All but the readings themselves runs in the thread of the event loop, which needs no lock.
    """

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING):
        self._threads = ThreadPoolExecutor(at_once, "api")
        self._places = at_once + waiting

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place, from before the picture is taken in until it is read; answer 503 if there is none."""
        if not self._places:
            raise HTTPException(
                503,
                "Too many pictures are waiting to be read. Send it again in a moment.",
                {"Retry-After": "1"},
            )
        self._places -= 1
        try:
            yield
        finally:
            self._places += 1

    async def run(self, call: Callable[..., T], *arguments: object) -> T:
        """Return what `call` returns, once one of the threads has come to it."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *arguments)
