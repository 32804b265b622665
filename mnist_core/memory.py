"""Memory that goes back to the system once a picture has been read."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

# The names of glibc's malloc.h, and what they are set to.
M_MMAP_THRESHOLD, LARGE = -3, 4 << 20  # bytes: a decoded photo; most that the reading works on is smaller
M_ARENA_MAX, ARENAS = -8, 2
EVERY = 30.0  # seconds


@asynccontextmanager
async def little_memory(_server: object) -> AsyncGenerator[None]:
    """Be the lifespan of a server that keeps little memory, and gives back what visitors leave behind."""
    keep_little_memory()
    tidying = asyncio.create_task(_give_back_again_and_again())
    try:
        yield
    finally:
        tidying.cancel()


def keep_little_memory() -> None:
    """Have the allocator give large blocks back as soon as they are free, and keep few heaps for small ones.

    Else glibc raises its limit with every large block that is freed, and keeps a heap for each of many
    threads: what a few photos took that were read at once would stay. Nothing changes without glibc.
    """
    with suppress(OSError, AttributeError):
        glibc = _glibc()
        glibc.mallopt(M_MMAP_THRESHOLD, LARGE)
        glibc.mallopt(M_ARENA_MAX, ARENAS)


def give_memory_back() -> None:
    """Free what only refers to itself, and have the allocator give back what is free between blocks in use.

    That is a hundred megabytes after a class has gone: sessions refer to themselves, and Python by itself
    looks for such things only when there are many more of them. Without glibc, the allocator is not told.
    """
    gc.collect()
    with suppress(OSError, AttributeError):
        _glibc().malloc_trim(0)


async def _give_back_again_and_again() -> None:
    while True:
        await asyncio.sleep(EVERY)
        give_memory_back()


def _glibc() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise OSError("Only Linux has glibc.")
    return ctypes.CDLL("libc.so.6")
