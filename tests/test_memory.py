"""What is large goes back to the system when it is free."""

import subprocess
import sys

import pytest

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
