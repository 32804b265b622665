"""A convolution to do by hand: whole numbers, a filter, a stretch of its map, and the solution."""

from __future__ import annotations

import numpy as np

from mnist_core.charts.worksheet import Worksheet
from mnist_core.lesson.convolution import convolve, relu
from mnist_core.lesson.forward import Activations
from mnist_core.lesson.weights import Weights

INK = 10  # full ink on the sheet
LARGEST_WEIGHT = 9
ROWS, COLUMNS = 3, 4  # of the stretch: twelve sums of nine products are enough for a lesson


def make_worksheet(weights: Weights, seen: Activations, place: int) -> Worksheet:
    """Return the sheet for an image that was `seen` and the map of conv1 at `place`, from 0.

    Its stretch is where the map varies most.
    """
    kernel, bias = weights.conv1_kernel[..., 0, place], float(weights.conv1_bias[place])
    unit = float(np.abs(kernel).max()) / LARGEST_WEIGHT
    pixels = np.round(INK * seen.pixels).astype(int)
    whole = np.round(kernel / unit).astype(int)
    base = round(INK * bias / unit)
    sums = convolve(pixels[..., None], whole[..., None, None], np.array([base]))[..., 0]
    row, column = _liveliest(relu(sums))
    return Worksheet(
        pixels=pixels,
        kernel=whole,
        bias=base,
        row=row,
        column=column,
        sums=sums[row : row + ROWS, column : column + COLUMNS],
        map_name=f"Map {place + 1} of conv1",
        map=seen.conv1[..., place],
    )


def _liveliest(values: np.ndarray) -> tuple[int, int]:
    """Return the first cell of the stretch over which a map (h, w) varies most."""
    windows = np.lib.stride_tricks.sliding_window_view(values, (ROWS, COLUMNS))
    row, column = np.unravel_index(windows.std(axis=(2, 3)).argmax(), windows.shape[:2])
    return int(row), int(column)
