"""What is free goes back to the system: what is large at once, the rest when it is told to."""

import asyncio
import subprocess
import sys
import weakref

import pytest

from mnist_core import memory

FREED = """
import ctypes, mmap, sys
from mnist_core.memory import LARGE, keep_little_memory

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * mmap.PAGESIZE

if sys.argv[1] == "yes":
    keep_little_memory()
bytearray(7 * LARGE)  # once it is freed, glibc keeps what is smaller
before = resident()
# A small block above each large one: what is free cannot be cut off at the heap's end.
large, small = zip(*((bytearray(b"x") * (2 * LARGE), bytearray(100_000)) for _ in range(20)))
del large
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc's allocator is told")
def test_large_blocks_go_back():
    kept = {}
    for told in ("yes", "no"):
        run = subprocess.run(
            [sys.executable, "-c", FREED, told], capture_output=True, text=True, check=True, timeout=60
        )
        kept[told] = int(run.stdout)
    assert kept["yes"] < 5_000_000 < 100_000_000 < kept["no"]


SCATTERED = """
import mmap
from mnist_core.memory import give_memory_back, keep_little_memory

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * mmap.PAGESIZE

keep_little_memory()
before = resident()
freed, kept = zip(*((bytearray(b"x") * 1_000_000, bytearray(20_000)) for _ in range(100)))
del freed
free = resident() - before
give_memory_back()
print(free, resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc's allocator is told")
def test_what_is_free_between_blocks_in_use_goes_back():
    run = subprocess.run(
        [sys.executable, "-c", SCATTERED], capture_output=True, text=True, check=True, timeout=60
    )
    free, left = map(int, run.stdout.split())
    assert left < 5_000_000 < 50_000_000 < free


class Session:
    """Something that refers to itself, as Streamlit's sessions do."""

    def __init__(self):
        self.itself = self


def test_a_server_lets_go_of_what_refers_to_itself_while_nobody_comes(monkeypatch):
    monkeypatch.setattr(memory, "EVERY", 0.01)

    async def serve_until_gone(session):
        async with memory.little_memory(None):
            while session():
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(serve_until_gone(weakref.ref(Session())), 60))
