"""The ten digits as displays show them, in seven segments."""

from __future__ import annotations

import numpy as np

from mnist_core.training.lines import Rng, Stroke

SEGMENTS = {
    "a": [(0, 0), (0.5, 0)], "b": [(0.5, 0), (0.5, 0.5)], "c": [(0.5, 0.5), (0.5, 1)],
    "d": [(0, 1), (0.5, 1)], "e": [(0, 0.5), (0, 1)], "f": [(0, 0), (0, 0.5)], "g": [(0, 0.5), (0.5, 0.5)],
}  # fmt: skip
LIT = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")


def seven_segments(digit: int, rng: Rng) -> list[Stroke]:
    """Return the lit segments of a digit 0 to 9, with gaps between them or none."""
    gap = rng.uniform(0, 0.16)
    lines = [np.array(SEGMENTS[name]) for name in LIT[digit]]
    return [line + (line[::-1] - line) * gap for line in lines]
