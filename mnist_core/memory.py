"""Memory that goes back to the system once a picture has been read."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

# The names of glibc's malloc.h, and what they are set to.
M_MMAP_THRESHOLD, LARGE = -3, 4 << 20  # bytes: a decoded photo; most that the reading works on is smaller
M_ARENA_MAX, ARENAS = -8, 2


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
    """Have the allocator give back what is free between blocks in use: after much work, a hundred megabytes.

    Nothing changes without glibc.
    """
    with suppress(OSError, AttributeError):
        _glibc().malloc_trim(0)


def _glibc() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise OSError("Only Linux has glibc.")
    return ctypes.CDLL("libc.so.6")
